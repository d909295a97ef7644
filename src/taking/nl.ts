/** What a pupil's page says of a form whose items are our own inventions. */
export const syntheticLabel = 'synthetische opgaven, niet van Cito';
