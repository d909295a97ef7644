/** What `packageDigest` says of each package of ours; a start asks for these instead of making the items. */
export const syntheticDigests: Readonly<Record<string, string>> = {
  'SYN-RW': '635947643be67f65c6a909f076ba392f2e3073e75ca26e69a35570c80f49842b',
  'SYN-BL': 'd16455f15c365a386a72309d1a42c41521cddc953e09566e937ddc5c168a6cc3',
  'SYN-SP': 'cdf993fb44f0aa3cbc7304657c797f3f5077fe6ff66fcc43c8ed8d634acf7721',
  'SYN-WW': '849f7771a24a0729d234efbf98baa81c7f3f2db862a8e53ac6ad9982a886ebe1',
  'SYN-LT': '6d5ce26055bda423b8a29bb2834ef6eaded2c576bb2fb9fa1440acf5a2f3731a',
};
