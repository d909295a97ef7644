import assert from 'node:assert/strict';
import { test } from 'node:test';
import { svgTrouble } from './svg.ts';

const svg = (body: string, attributes = ''): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"${attributes}>${body}</svg>`;

test('a drawing of shapes, text, gradients and styles of its own is taken', () => {
  const drawing = svg(`<defs><linearGradient id="g"><stop offset="0"/></linearGradient></defs>
    <style>.a{fill:url(#g);stroke:#333}</style><g class="a"><rect width="3" fill="url('#g')" style="opacity:.5"/>
    <use xlink:href="#g"/><text x="1">5 : 2 = ?</text><image href="data:image/png;base64,iVBORw0KGgo="/></g>`);
  assert.equal(svgTrouble(drawing), null);
  const noted = svg('<n:namedview xmlns:n="http://tekenprogramma.example/" n:zoom="2"/><path d="M0 0"/>');
  assert.equal(svgTrouble(noted), null);
});

const hostile: readonly (readonly [string, string, 'active' | 'foreign' | 'unreadable'])[] = [
  ['a script', svg('<script>alert(1)</script>'), 'active'],
  ['a script with a prefix', '<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script/></s:svg>', 'active'],
  ['an event handler', svg('<rect onclick="alert(1)"/>'), 'active'],
  ['an event handler on the root', svg('', ' onload="alert(1)"'), 'active'],
  ['HTML inside', svg('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>'), 'active'],
  ['HTML without foreignObject', svg('<p xmlns="http://www.w3.org/1999/xhtml"/>'), 'active'],
  ['a link', svg('<a href="https://x.example/"><text>x</text></a>'), 'active'],
  ['a link with a script', svg('<use xlink:href="javascript:alert(1)"/>'), 'foreign'],
  ['an animation, which can set an address', svg('<animate attributeName="href" to="javascript:alert(1)"/>'), 'active'],
  ['a picture from elsewhere', svg('<image href="https://x.example/p.png"/>'), 'foreign'],
  ['a picture beside it', svg('<image xlink:href="p.png"/>'), 'foreign'],
  ['a drawing inside the drawing', svg('<image href="data:image/svg+xml,%3Csvg/%3E"/>'), 'foreign'],
  ['another file that is used', svg('<use href="ander.svg#deel"/>'), 'foreign'],
  ['a style that fetches', svg('<style>rect{fill:url(https://x.example/)}</style>'), 'foreign'],
  ['a style attribute that fetches', svg('<rect style="fill:url( &quot;//x.example/&quot;)"/>'), 'foreign'],
  ['a fill that fetches', svg('<rect fill="url(https://x.example/#a)"/>'), 'foreign'],
  ['a style that fetches without saying url',
    svg('<rect style="background:image-set(&quot;https://x.example/a.png&quot; 1x)"/>'), 'active'],
  ['a style that imports', svg('<style><![CDATA[@import "https://x.example/x.css";]]></style>'), 'active'],
  ['a style with escapes', svg(String.raw`<style>rect{fill:\75 rl(https://x.example/)}</style>`), 'active'],
  ['a DOCTYPE with an entity', `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>${svg('')}`, 'active'],
  ['a style sheet of its own', `<?xml-stylesheet href="x.css"?>${svg('')}`, 'active'],
  ['no XML', 'GIF89a', 'unreadable'],
  ['another document', '<html xmlns="http://www.w3.org/1999/xhtml"/>', 'active'],
];
for (const [what, text, kind] of hostile) {
  test(`a drawing with ${what} is refused`, () => {
    const trouble = svgTrouble(text);
    assert.equal(trouble?.kind, kind, trouble?.what);
  });
}
