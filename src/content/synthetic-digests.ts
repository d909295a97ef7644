/** What `packageDigest` says of each package of ours; a start asks for these instead of making the items. */
export const syntheticDigests: Readonly<Record<string, string>> = {
  'SYN-RW': '635947643be67f65c6a909f076ba392f2e3073e75ca26e69a35570c80f49842b',
  'SYN-BL': 'c4cbd5d50fcd3247aaa7a0a94486f18014809797b67852024fc5154ee3824b89',
  'SYN-SP': '416a9ea8d0c63258a570a44dc3b390376c307ae795eb86fec556a12a47d64e14',
  'SYN-WW': '14674bb1006d338012a52adfd262bd7a555e285a678c2d4b8083e19057e8d6ed',
  'SYN-LT': '1f3814b63c6d73c05437e26b9d88caea818009227a50e793f797028aa59f0b44',
};
