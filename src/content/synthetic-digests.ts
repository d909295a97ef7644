/** What `packageDigest` says of each package of ours; a start asks for these instead of making the items. */
export const syntheticDigests: Readonly<Record<string, string>> = {
  'SYN-RW': '635947643be67f65c6a909f076ba392f2e3073e75ca26e69a35570c80f49842b',
  'SYN-BL': 'e9399cd29b6f3799313a7aebae6ac549c41499fae389335572cfe5728216e6c0',
  'SYN-SP': '800984b0cdd2d23ee7f48bff7f74006dc9eef164fcb6c966b86b666c2c02585a',
  'SYN-WW': '849f7771a24a0729d234efbf98baa81c7f3f2db862a8e53ac6ad9982a886ebe1',
  'SYN-LT': '6d5ce26055bda423b8a29bb2834ef6eaded2c576bb2fb9fa1440acf5a2f3731a',
};
