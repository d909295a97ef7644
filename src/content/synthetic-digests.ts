/** What `packageDigest` says of each package of ours; a start asks for these instead of making the items. */
export const syntheticDigests: Readonly<Record<string, string>> = {
  'SYN-RW': '635947643be67f65c6a909f076ba392f2e3073e75ca26e69a35570c80f49842b',
  'SYN-BL': 'b50cd68a5facb383d45b2befcb5f63e2e7d4960c9d7826d34650cbc882f15cc2',
  'SYN-SP': '8f2f3598b02494c705abd49acf0bba65e568afba8aa7af470cd239b11278dc11',
  'SYN-WW': 'a0eb135edd72dc16a081b76f72ef4c27271a75a38335728747400d9e448990c2',
  'SYN-LT': 'ab782eab4a6cd510d325751e784f2f40b0a315d8678f771ea7d37205d6881b9e',
};
