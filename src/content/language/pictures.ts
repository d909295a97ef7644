import type { Block } from '../../exchange/qti/write.ts';

const ink = '#1f2a37';

interface Drawing {
  /** What is to be seen, without the word that is asked. */
  readonly description: string;
  /** On a field of 200 by 160. */
  readonly body: string;
}

/** A drawing of the thing that a word names, or null when there is none. */
export function pictureOf(word: string): Block | null {
  const drawing = drawings[word];
  if (drawing === undefined) return null;
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 160" width="200" height="160">'
    + `<g stroke="${ink}" stroke-width="3" stroke-linejoin="round" stroke-linecap="round" fill="none">`
    + `${drawing.body}</g></svg>`;
  return { kind: 'picture', svg, description: drawing.description, width: 260 };
}

/** The words of which there is a drawing. */
export function drawnWords(): string[] {
  return Object.keys(drawings);
}

const fill = (colour: string): string => `fill="${colour}"`;

const drawings: Readonly<Record<string, Drawing>> = {
  vis: {
    description: 'Een dier met vinnen en een staart, onder water.',
    body: `<path d="M40 80Q80 30 140 76L172 52V108L140 84Q80 130 40 80Z" ${fill('#f2a65a')}/>`
      + `<path d="M92 56Q104 36 122 50M92 104Q104 124 118 110" ${fill('#e08a3c')}/>`
      + `<circle cx="66" cy="74" r="5" ${fill(ink)}/><path d="M86 66Q94 80 86 94"/>`
      + '<circle cx="28" cy="50" r="5"/><circle cx="20" cy="32" r="3"/>',
  },
  maan: {
    description: 'De lucht in de nacht, met een gele sikkel.',
    body: `<rect x="6" y="6" width="188" height="148" rx="10" ${fill('#2c3e66')}/>`
      + `<path d="M118 28A54 54 0 1 0 118 132A66 66 0 0 1 118 28Z" ${fill('#f7dc7f')}/>`
      + `<g stroke="none" ${fill('#fff')}><circle cx="150" cy="40" r="3"/><circle cx="166" cy="92" r="3"/>`
      + '<circle cx="36" cy="124" r="3"/><circle cx="132" cy="74" r="2.5"/></g>',
  },
  boek: {
    description: 'Iets met twee open bladzijden vol regels.',
    body: `<path d="M100 44Q64 24 26 36V124Q64 112 100 132Q136 112 174 124V36Q136 24 100 44Z" ${fill('#fff')}/>`
      + '<path d="M100 44V132"/><path stroke-width="2" d="M42 54Q64 48 84 56M42 72Q64 66 84 74M42 90Q64 84 84 92'
      + 'M116 56Q138 48 158 54M116 74Q138 66 158 72M116 92Q138 84 158 90"/>',
  },
  zon: {
    description: 'Een gele bol met stralen aan een blauwe lucht.',
    body: `<rect x="6" y="6" width="188" height="148" rx="10" stroke="none" ${fill('#cfe7f7')}/>`
      + `<circle cx="100" cy="80" r="36" ${fill('#f7c948')}/>`
      + '<path d="M100 18V32M100 128V142M38 80H52M148 80H162M56 36L66 46M134 114L144 124"/>'
      + '<path d="M144 36L134 46M66 114L56 124"/>',
  },
  bal: {
    description: 'Iets ronds met vakken in rood en wit, om mee te spelen.',
    body: `<circle cx="100" cy="80" r="56" ${fill('#fff')}/>`
      + `<path d="M100 24Q66 52 66 80Q66 108 100 136Q44 136 44 80Q44 24 100 24Z" ${fill('#d64545')}/>`
      + `<path d="M100 24Q134 52 134 80Q134 108 100 136Q112 136 112 80Q112 44 100 24Z" ${fill('#d64545')}/>`,
  },
  huis: {
    description: 'Een gebouw met een rood dak, een deur en twee ramen.',
    body: `<rect x="46" y="70" width="108" height="76" ${fill('#f3d9c4')}/>`
      + `<path d="M34 74L100 20L166 74Z" ${fill('#c2543f')}/>`
      + `<rect x="88" y="104" width="26" height="42" ${fill('#7a5538')}/>`
      + `<rect x="58" y="86" width="22" height="22" ${fill('#cfe7f7')}/>`
      + `<rect x="122" y="86" width="22" height="22" ${fill('#cfe7f7')}/><path d="M69 86V108M133 86V108"/>`,
  },
  bed: {
    description: 'Iets met poten, een kussen en een blauwe deken.',
    body: `<path d="M24 40V140M176 84V140" stroke-width="7"/>`
      + `<rect x="24" y="92" width="152" height="28" ${fill('#fff')}/>`
      + `<path d="M70 92Q120 70 176 92V120H70Z" ${fill('#6fa8d6')}/>`
      + `<rect x="30" y="74" width="40" height="20" rx="8" ${fill('#f4f1e8')}/>`,
  },
  bus: {
    description: 'Een lang voertuig met veel ramen en wielen.',
    body: `<rect x="16" y="40" width="168" height="82" rx="12" ${fill('#e0b53c')}/>`
      + `<path d="M28 54H60V80H28ZM70 54H102V80H70ZM112 54H144V80H112ZM154 54H172V110H154Z" ${fill('#cfe7f7')}/>`
      + `<circle cx="52" cy="124" r="17" ${fill('#4a5560')}/>`
      + `<circle cx="138" cy="124" r="17" ${fill('#4a5560')}/>`
      + '<path d="M16 96H150"/>',
  },
  kam: {
    description: 'Iets met een rij tanden, voor je haar.',
    body: `<path d="M24 52H176V76H24Z" ${fill('#8e6bb0')}/>`
      + '<path stroke-width="5" d="M32 76V116M46 76V116M60 76V116M74 76V116M88 76V116M102 76V116M116 76V116M130 76V116'
      + 'M144 76V116M158 76V116M170 76V116"/>',
  },
  boot: {
    description: 'Iets dat op het water drijft, met een zeil.',
    body: `<path d="M8 126Q32 114 56 126T104 126T152 126T192 126V152H8Z" stroke="none" ${fill('#9cc8e6')}/>`
      + `<path d="M34 100H166L146 130H56Z" ${fill('#b5743c')}/><path d="M98 100V20"/>`
      + `<path d="M104 24L154 92H104Z" ${fill('#fff')}/><path d="M92 36L56 92H92Z" ${fill('#f2c1b5')}/>`,
  },
  ster: {
    description: 'Een gele vorm met vijf punten.',
    body: `<path d="M100 16L118 62L168 64L129 95L143 143L100 116L57 143L71 95L32 64L82 62Z" ${fill('#f7c948')}/>`,
  },
  vlag: {
    description: 'Een doek met drie banen, rood, wit en blauw, aan een stok.',
    body: '<path d="M40 14V150" stroke-width="6"/>'
      + `<path d="M42 20Q80 8 112 22T178 22V48Q146 62 112 48T42 46Z" ${fill('#c23b3b')}/>`
      + `<path d="M42 46Q80 34 112 48T178 48V74Q146 88 112 74T42 72Z" ${fill('#fff')}/>`
      + `<path d="M42 72Q80 60 112 74T178 74V100Q146 114 112 100T42 98Z" ${fill('#2f5fa8')}/>`,
  },
  klok: {
    description: 'Een ronde wijzerplaat met twee wijzers.',
    body: `<circle cx="100" cy="80" r="62" ${fill('#fff')}/><path stroke-width="5" d="M100 80V38M100 80L128 96"/>`
      + '<path d="M100 22V32M100 128V138M42 80H52M148 80H158M71 30L75 38M129 30L125 38M71 130L75 122M129 130L125 122"/>'
      + `<circle cx="100" cy="80" r="4" ${fill(ink)}/>`,
  },
  stoel: {
    description: 'Iets met vier poten en een rug, om op te zitten.',
    body: `<path stroke-width="7" d="M62 14V88M140 14V88"/>`
      + `<rect x="62" y="22" width="78" height="38" ${fill('#c99a63')}/>`
      + `<path d="M56 84H146L154 102H50Z" ${fill('#b5743c')}/>`
      + `<path stroke-width="7" d="M56 102V152M148 102V152M76 102V140M130 102V140"/>`,
  },
  ei: {
    description: 'Iets ovaals en lichtbruins in een dopje.',
    body: `<path d="M100 20C66 20 56 72 56 88A44 40 0 0 0 144 88C144 72 134 20 100 20Z" ${fill('#f3dcc0')}/>`
      + `<path d="M58 100H142Q138 134 112 136L120 152H80L88 136Q62 134 58 100Z" ${fill('#6fa8d6')}/>`,
  },
  ring: {
    description: 'Een gouden rondje met een steen, voor om je vinger.',
    body: '<circle cx="100" cy="96" r="44" stroke="#1f2a37" stroke-width="16"/>'
      + '<circle cx="100" cy="96" r="44" stroke="#e9bd45" stroke-width="10"/>'
      + `<path d="M82 36L92 22H108L118 36L100 56Z" ${fill('#7cc6d9')}/>`,
  },
  appel: {
    description: 'Een rond stuk fruit met een steeltje en een blad.',
    body: '<path d="M100 52C84 36 40 40 42 86C44 126 76 148 100 136C124 148 156 126 158 86C160 40 116 36 100 52Z"'
      + ` ${fill('#d64545')}/>`
      + `<path d="M100 52Q98 32 108 20" stroke-width="5"/>`
      + `<path d="M108 34Q128 14 148 26Q134 46 108 34Z" ${fill('#69a94f')}/>`,
  },
  sleutel: {
    description: 'Iets van ijzer met een oog en een baard, voor in een slot.',
    body: `<circle cx="54" cy="80" r="32" ${fill('#c9ced6')}/><circle cx="48" cy="80" r="11" ${fill('#fff')}/>`
      + `<path d="M84 72H182V88H170V108H156V88H144V102H130V88H84Z" ${fill('#c9ced6')}/>`,
  },
};
