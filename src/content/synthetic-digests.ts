/** What `packageDigest` says of each package of ours; a start asks for these instead of making the items. */
export const syntheticDigests: Readonly<Record<string, string>> = {
  'SYN-RW': '635947643be67f65c6a909f076ba392f2e3073e75ca26e69a35570c80f49842b',
  'SYN-BL': '92a6920b63960bc14730866e653756046f601b77690bc5f906b0b261151a78b9',
  'SYN-SP': '49e32ece90891c3b89991afe6e67f12f8bb8dbabe5d03ddc48ae6443c80a998d',
  'SYN-WW': '15fb5c46ba35eee07111365a5fd3e1dfe2af0adaa985caf6f8ae048c3e13508e',
  'SYN-LT': 'ab782eab4a6cd510d325751e784f2f40b0a315d8678f771ea7d37205d6881b9e',
};
