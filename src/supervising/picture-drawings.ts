// Drawn by us on a field of 48 by 48, in flat colours with a dark line where two light parts meet: they differ in
// outline as well as in colour, so that they can be told apart in black and white and by who sees fewer colours.

const dark = '#3a2f2a';
const line = `stroke="${dark}" stroke-width="2"`;
const eyes = (left: number, right: number, y: number) =>
  `<circle cx="${left}" cy="${y}" r="2" fill="${dark}"/><circle cx="${right}" cy="${y}" r="2" fill="${dark}"/>`;

/** The shapes within the `<svg>` of each picture, by its Dutch name. */
export const drawings = {
  auto: `<path d="M4 32v-7l8-2 5-9h15l7 9 5 2v7z" fill="#c8402f"/><path d="M18 17h6v6h-9zM27 17h4l4 6h-8z"
    fill="#d9eef5"/><circle cx="14" cy="33" r="5" fill="${dark}"/><circle cx="35" cy="33" r="5" fill="${dark}"/>`,
  bal: `<circle cx="24" cy="24" r="19" fill="#f4c430"/><path d="M24 5c-9 10-9 28 0 38M24 5c9 10 9 28 0 38M5 24h38"
    stroke="#b3261e" stroke-width="3"/>`,
  ballon: '<path d="M24 4c9 0 14 7 14 14 0 8-7 15-14 17-7-2-14-9-14-17C10 11 15 4 24 4z" fill="#8e44ad"/>'
    + `<path d="M24 35l-3 4h6zM24 39c-4 2 4 4 0 7" ${line}/>`,
  beer: '<circle cx="11" cy="13" r="7" fill="#8a5a33"/><circle cx="37" cy="13" r="7" fill="#8a5a33"/>'
    + '<circle cx="24" cy="26" r="18" fill="#8a5a33"/><ellipse cx="24" cy="33" rx="9" ry="7" fill="#e6c9a8"/>'
    + `${eyes(17, 31, 22)}<ellipse cx="24" cy="30" rx="3" ry="2" fill="${dark}"/>`,
  bloem: '<path d="M24 28v18M24 40c-6 0-8-4-8-4M24 42c6 0 8-4 8-4" stroke="#2e7d4f" stroke-width="3"/>'
    + '<g fill="#e56b9b"><circle cx="24" cy="8" r="6"/><circle cx="14" cy="15" r="6"/><circle cx="34" cy="15" r="6"/>'
    + '<circle cx="18" cy="26" r="6"/><circle cx="30" cy="26" r="6"/></g>'
    + '<circle cx="24" cy="18" r="6" fill="#f4c430"/>',
  boek: `<path d="M24 12c-6-4-13-4-20-3v28c7-1 14-1 20 3 6-4 13-4 20-3V9c-7-1-14-1-20 3z" fill="#fff8e6" ${line}/>`
    + `<path d="M24 12v28M9 17c4 0 7 0 10 2M9 24c4 0 7 0 10 2M39 17c-4 0-7 0-10 2M39 24c-4 0-7 0-10 2" ${line}/>`,
  boom: '<path d="M20 28h8v18h-8z" fill="#7a4a22"/><path d="M24 2l15 17h-7l9 12H7l9-12H9z" fill="#2e7d4f"/>',
  boot: '<path d="M5 33h38l-7 11H12z" fill="#8a5a33"/><path d="M23 4v27H8z" fill="#d9eef5" stroke="#1f6fb2"'
    + ` stroke-width="2"/><path d="M26 10l13 21H26z" fill="#1f6fb2"/><path d="M24.500 3v30" ${line}/>`,
  bril: '<circle cx="12" cy="26" r="9" fill="#d9eef5" stroke="#1f4e79" stroke-width="4"/>'
    + '<circle cx="36" cy="26" r="9" fill="#d9eef5" stroke="#1f4e79" stroke-width="4"/>'
    + '<path d="M20 23c2-3 6-3 8 0M4 22l-1-6M44 22l1-6" stroke="#1f4e79" stroke-width="4"/>',
  egel: '<path d="M5 36l2-8-3-3 5-3-1-6 6 1 1-6 6 4 4-5 3 6 6-2 0 6 5 2-1 4c4 2 5 6 5 10z" fill="#6b4a2f"/>'
    + `<path d="M30 36c0-8 5-12 9-11l7 9c0 2-2 2-4 2z" fill="#e6c9a8"/><circle cx="38" cy="30" r="2" fill="${dark}"/>`
    + `<circle cx="45" cy="34" r="2" fill="${dark}"/><path d="M12 38v3M24 38v3M34 38v3" ${line}/>`,
  fiets: '<g stroke="#0b5f73" stroke-width="3"><circle cx="11" cy="32" r="9"/><circle cx="37" cy="32" r="9"/>'
    + '<path d="M11 32l7-14h14l5 14M18 18l6 14h-13M24 32l8-14M30 12h5l-3 6M14 15h7"/></g>',
  hart: '<path d="M24 43C9 31 4 24 4 16A10 10 0 0 1 24 13a10 10 0 0 1 20 3c0 8-5 15-20 27z" fill="#d6336c"/>',
  huis: '<path d="M8 22h32v22H8z" fill="#f1d7a8"/><path d="M24 4L3 23h42z" fill="#b3261e"/>'
    + '<path d="M20 31h8v13h-8z" fill="#7a4a22"/><path d="M11 27h6v6h-6zM31 27h6v6h-6z" fill="#1f6fb2"/>',
  ijsje: `<path d="M14 24h20L24 46z" fill="#e0a458" ${line}/><path d="M17 31l10-7M20 38l11-12" ${line}/>`
    + '<path d="M12 25a12 12 0 1 1 24 0z" fill="#f7b2c4"/><circle cx="24" cy="7" r="4" fill="#b3261e"/>',
  kip: '<path d="M10 30c0-9 5-9 9-14 2-8 12-8 13 0l5 4-5 2c3 12-2 20-10 20S10 38 10 30z" fill="#f4c430"/>'
    + '<path d="M22 9c-2-5 2-6 3-2 1-4 5-3 4 1z" fill="#b3261e"/><path d="M33 18l7 2-7 3z" fill="#c96a12"/>'
    + `<circle cx="27" cy="17" r="2" fill="${dark}"/><path d="M19 42v4M26 42v4M14 28c4 4 8 3 9-1" ${line}/>`,
  klok: `<circle cx="24" cy="24" r="20" fill="#fff8e6" stroke="#1f4e79" stroke-width="4"/><path d="M24 12v12l8 6"
    stroke="${dark}" stroke-width="3"/><path d="M24 7v2M24 39v2M7 24h2M39 24h2" ${line}/>`,
  kroon: '<path d="M5 38L3 14l11 9L24 8l10 15 11-9-2 24z" fill="#f4c430" stroke="#8a6d00" stroke-width="2"/>'
    + '<circle cx="24" cy="30" r="3" fill="#b3261e"/><circle cx="14" cy="32" r="2" fill="#1f6fb2"/>'
    + '<circle cx="34" cy="32" r="2" fill="#1f6fb2"/>',
  maan: '<path d="M30 4a20 20 0 1 0 14 28A16 16 0 0 1 30 4z" fill="#f4c430" stroke="#8a6d00" stroke-width="2"/>',
  muis: '<circle cx="12" cy="14" r="9" fill="#9aa5ab"/><circle cx="36" cy="14" r="9" fill="#9aa5ab"/>'
    + '<circle cx="12" cy="14" r="5" fill="#f7b2c4"/><circle cx="36" cy="14" r="5" fill="#f7b2c4"/>'
    + `<path d="M8 24c0-8 32-8 32 0 0 9-10 20-16 20S8 33 8 24z" fill="#9aa5ab"/>${eyes(18, 30, 27)}`
    + `<circle cx="24" cy="40" r="3" fill="#d6336c"/><path d="M16 36l-9-2M16 39l-8 3M32 36l9-2M32 39l8 3" ${line}/>`,
  paddenstoel: '<path d="M17 26h14l2 16c-4 3-14 3-18 0z" fill="#fff2d9" stroke="#8a5a33" stroke-width="2"/>'
    + '<path d="M3 28C3 14 13 5 24 5s21 9 21 23z" fill="#c8402f"/><g fill="#fff"><circle cx="15" cy="18" r="4"/>'
    + '<circle cx="29" cy="13" r="4"/><circle cx="37" cy="23" r="3"/><circle cx="24" cy="23" r="3"/></g>',
  paraplu: '<path d="M3 26a21 21 0 0 1 42 0c-4-4-8-4-11 0-3-4-7-4-10 0-3-4-7-4-10 0-3-4-7-4-11 0z" fill="#0b5f73"/>'
    + `<path d="M24 5V2M24 26v14c0 6 8 6 8 0" stroke="${dark}" stroke-width="3"/>`,
  peer: '<path d="M24 12c7 0 7 8 9 13 4 9 1 19-9 19s-13-10-9-19c2-5 2-13 9-13z" fill="#9bbf3a"/>'
    + '<path d="M24 12c0-4 1-6 3-9" stroke="#7a4a22" stroke-width="3"/><path d="M27 8c4-4 8-3 9-1-3 3-6 4-9 1z"'
    + ' fill="#2e7d4f"/>',
  poes: '<path d="M7 4l10 8h14l10-8v22c0 11-8 18-17 18S7 37 7 26z" fill="#4d4d4d"/>'
    + '<ellipse cx="16" cy="24" rx="4" ry="5" fill="#c6e377"/><ellipse cx="32" cy="24" rx="4" ry="5" fill="#c6e377"/>'
    + `${eyes(16, 32, 24)}<path d="M21 31h6l-3 3z" fill="#f7b2c4"/>`
    + '<path d="M19 34L6 32M19 37L7 40M29 34l13-2M29 37l12 3" stroke="#fff" stroke-width="1.500"/>',
  raket: '<path d="M24 2c8 6 10 16 9 28H15C14 18 16 8 24 2z" fill="#e8edf0" stroke="#1f4e79" stroke-width="2"/>'
    + '<circle cx="24" cy="17" r="5" fill="#1f6fb2"/><path d="M15 22L6 34h9zM33 22l9 12h-9z" fill="#b3261e"/>'
    + '<path d="M18 33h12l-6 13z" fill="#f39c12"/>',
  rups: '<g fill="#6aa84f"><circle cx="8" cy="34" r="7"/><circle cx="18" cy="29" r="7"/><circle cx="28" cy="33" r="7"/>'
    + '</g><circle cx="38" cy="25" r="9" fill="#9bbf3a"/>'
    + `${eyes(36, 42, 23)}<path d="M34 17l-4-8M41 16l3-8M36 29c2 2 4 2 5 0M8 41v3M18 36v4M28 40v4" ${line}/>`,
  schaar: '<path d="M15 31L34 4M33 31L14 4" stroke="#7f8c8d" stroke-width="5"/>'
    + '<circle cx="12" cy="37" r="7" stroke="#c96a12" stroke-width="5"/>'
    + '<circle cx="36" cy="37" r="7" stroke="#c96a12" stroke-width="5"/>',
  slak: '<path d="M3 42c0-6 6-5 12-5h16c4 0 4-6 4-14 0-5 9-5 9 1 0 12-3 18-11 18z" fill="#d8b37a"/>'
    + '<circle cx="20" cy="26" r="14" fill="#c96a12"/><path d="M20 26c0-4 6-3 6 1s-6 7-10 3-2-13 5-13 11 7 10 12"'
    + ` stroke="#fff2d9" stroke-width="2.500"/><path d="M37 19l-2-8M42 19l3-7" ${line}/>`,
  sleutel: '<circle cx="13" cy="24" r="9" stroke="#b8860b" stroke-width="5"/>'
    + '<path d="M22 24h23M38 24v9M31 24v7" stroke="#b8860b" stroke-width="5"/>',
  sok: '<path d="M16 3h16v22l9 8c6 6-1 14-8 10L19 34c-2-2-3-4-3-7z" fill="#1f6fb2"/>'
    + '<path d="M16 3h16v7H16z" fill="#f4c430"/><path d="M16 16h16M16 22h16" stroke="#fff" stroke-width="3"/>',
  ster: '<path d="M24 2l7 14 15 2-11 11 3 16-14-8-14 8 3-16L2 18l15-2z" fill="#f39c12" stroke="#8a4b00"'
    + ' stroke-width="2"/>',
  taart: '<path d="M6 26h36v17H6z" fill="#f1d7a8"/><path d="M6 22h36v8c-4 5-8 5-12 0-4 5-8 5-12 0-4 5-8 5-12 0z"'
    + ' fill="#e56b9b"/><path d="M15 22v-9M24 22v-9M33 22v-9" stroke="#1f6fb2" stroke-width="3"/>'
    + '<g fill="#f39c12"><circle cx="15" cy="9" r="3"/>'
    + '<circle cx="24" cy="9" r="3"/><circle cx="33" cy="9" r="3"/></g>',
  tent: '<path d="M24 6L3 42h42z" fill="#6aa84f"/><path d="M24 18l-9 24h18z" fill="#2c3e2d"/>'
    + `<path d="M24 6l-3-4M24 6l3-4M2 42h44" ${line}/>`,
  trein: '<path d="M4 12h16v24H4z" fill="#1f6fb2"/><path d="M20 22h22v14H20z" fill="#b3261e"/>'
    + '<path d="M34 12h6v10h-6z" fill="#3a2f2a"/><path d="M8 16h8v8H8z" fill="#d9eef5"/><g fill="#3a2f2a">'
    + '<circle cx="11" cy="38" r="5"/><circle cx="25" cy="38" r="5"/><circle cx="37" cy="38" r="5"/></g>',
  uil: '<path d="M8 4l8 5h16l8-5v24c0 10-7 17-16 17S8 38 8 28z" fill="#7a5c3e"/>'
    + '<circle cx="17" cy="19" r="8" fill="#fff8e6"/><circle cx="31" cy="19" r="8" fill="#fff8e6"/>'
    + `<circle cx="17" cy="19" r="4" fill="${dark}"/><circle cx="31" cy="19" r="4" fill="${dark}"/>`
    + '<path d="M21 25h6l-3 6z" fill="#f39c12"/>'
    + '<path d="M17 35l3 3 4-3 4 3 3-3" stroke="#e6c9a8" stroke-width="2.500"/>',
  vis: '<path d="M3 24C10 10 27 10 35 22l10-9v22l-10-9C27 38 10 38 3 24z" fill="#f39c12"/>'
    + `<circle cx="13" cy="21" r="3" fill="#fff"/><circle cx="13" cy="21" r="1.500" fill="${dark}"/>`
    + '<path d="M21 15c3 6 3 12 0 18M28 18c2 4 2 8 0 12" stroke="#8a4b00" stroke-width="2"/>',
  vlieger: '<path d="M26 2L42 17 22 34 10 14z" fill="#d6336c"/><path d="M26 2L22 34M10 14l32 3" stroke="#fff"'
    + ` stroke-width="2"/><path d="M22 34c-8 2 2 8-8 11M17 39l-5-2M16 43l5 1" ${line}/>`,
  vlinder: '<path d="M24 22C18 6 3 4 4 15c0 8 8 10 14 10-8 1-12 6-9 12s12 5 15-7z" fill="#8e44ad"/>'
    + '<path d="M24 22C30 6 45 4 44 15c0 8-8 10-14 10 8 1 12 6 9 12s-12 5-15-7z" fill="#8e44ad"/>'
    + '<circle cx="12" cy="15" r="3" fill="#f4c430"/><circle cx="36" cy="15" r="3" fill="#f4c430"/>'
    + `<path d="M24 16v24M24 16l-4-8M24 16l4-8" stroke="${dark}" stroke-width="3"/>`,
  vos: '<path d="M4 5l12 8h16l12-8-3 22L24 45 7 27z" fill="#d9691e"/><path d="M7 27c6-3 12 3 17 18 5-15 11-21 17-18'
    + `L24 45z" fill="#fff8e6"/>${eyes(17, 31, 23)}<circle cx="24" cy="43" r="3" fill="${dark}"/>`,
  wortel: '<path d="M16 16c4-4 12-4 16 0 2 8-4 22-8 30-4-8-10-22-8-30z" fill="#f07f1a"/>'
    + '<path d="M24 13V2M21 13c-2-4-5-7-8-8M27 13c2-4 5-7 8-8" stroke="#2e7d4f" stroke-width="4"/>'
    + '<path d="M18 22h5M30 27h-5M21 33h4" stroke="#a5500b" stroke-width="2"/>',
  zon: '<circle cx="24" cy="24" r="11" fill="#f4b400"/>'
    + '<path d="M24 3v6M24 39v6M3 24h6M39 24h6M9 9l4 4M35 35l4 4M39 9l-4 4'
    + 'M13 35l-4 4" stroke="#f4b400" stroke-width="4"/>',
} as const satisfies Record<string, string>;
