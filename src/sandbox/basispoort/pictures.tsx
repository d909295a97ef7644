import type { VNode } from 'preact';

/** The picture a pupil signs in with, drawn: a shape in a colour. */
export function Picture({ userId }: { readonly userId: number }): VNode {
  const { shape, colour } = pictureOf(userId);
  return (
    <svg viewBox="0 0 24 24" width="32" height="32" fill={colours[colour]} aria-hidden="true" focusable="false"
      style="vertical-align: middle">
      <path d={shapes[shape]} />
    </svg>
  );
}

/** Which picture belongs to a pupil: the same for ever; pupils next to each other in the LAS have different ones. */
export function pictureOf(userId: number): { readonly shape: Shape; readonly colour: Colour } {
  const number = userId % (shapeNames.length * colourNames.length);
  return {
    shape: shapeNames[number % shapeNames.length] ?? 'circle',
    colour: colourNames[Math.floor(number / shapeNames.length)] ?? 'blue',
  };
}

type Shape = keyof typeof shapes;
type Colour = keyof typeof colours;

// Shapes and colours that a child of six can name, and that also differ without their colour.
const shapes = {
  circle: 'M12 2a10 10 0 1 0 0 20a10 10 0 0 0 0-20z',
  square: 'M3 3h18v18h-18z',
  triangle: 'M12 2l11 20h-22z',
  star: 'M12 1l3.3 7.2 7.7.9-5.7 5.3 1.5 7.7L12 18.2l-6.8 3.9 1.5-7.7L1 9.1l7.7-.9z',
  heart: 'M12 22C4 15 1 11.5 1 7.5a5.5 5.5 0 0 1 11-1.5a5.5 5.5 0 0 1 11 1.5C23 11.5 20 15 12 22z',
  moon: 'M14 1a11 11 0 1 0 8 16a9 9 0 0 1-8-16z',
  cross: 'M8 2h8v6h6v8h-6v6h-8v-6h-6v-8h6z',
} as const;
const colours = {
  blue: '#1f6fb2', red: '#c0392b', green: '#2e7d4f', orange: '#c96a12', purple: '#7b4397',
} as const;
const shapeNames = Object.keys(shapes) as readonly Shape[];
const colourNames = Object.keys(colours) as readonly Colour[];
