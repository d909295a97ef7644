/* `toets` and all below it: what we keep of a dossier. */
import type { Shape } from '../xml/shape.ts';
import { sequence } from '../xml/shape.ts';
import {
  date,
  decimal,
  documentShape,
  instellingFields,
  int,
  integer,
  jaargroep,
  schoolFields,
  text,
} from './value-types.ts';

/** `toetsscore`. */
const testScoreShape: Shape = {
  fields: sequence(
    ['aantalopgaven?', int],
    ['aantalgoed?', int],
    ['aantalfout?', int],
    ['aantalgelezen?', int],
    ['tijd?', decimal],
    ['vaardigheidsscore?', decimal],
    ['codevaardigheidsschaal?', text],
    ['betrouwbaarheidsinterval?', { fields: sequence(['bivlaag', decimal], ['bivhoog', decimal]) }],
  ),
};

const referenceScoreShape: Shape = {
  fields: sequence(
    ['codereferentiescore', text],
    ['codevergelijkingsgroep', text],
    ['waarde', text],
    ['kwalificatie?', text],
  ),
};

const outcomeShape: Shape = {
  fields: sequence(
    ['toetsscore?', testScoreShape],
    ['referentiescore*', referenceScoreShape],
    ['document?', documentShape],
  ),
};

/** `werktbijinstelling` holds one of the two. */
export const workplaceShape: Shape = {
  fields: sequence(
    ['instelling?', { fields: sequence(...instellingFields) }],
    ['|school?', { fields: sequence(...schoolFields) }],
  ),
};

const takenByShape: Shape = {
  fields: sequence(['naammedewerker', text], ['functie?', text], ['werktbijinstelling?', workplaceShape]),
};

/** `toetslijst/toets`. */
export const testShape: Shape = {
  fields: sequence(
    [
      'toetsidentificatie',
      {
        fields: sequence(
          ['eldtoetscode', text],
          ['leergebied?', text],
          ['toetsnaam?', text],
          ['toetsversie?', text],
        ),
      },
    ],
    [
      'afname',
      {
        fields: sequence(
          ['afnamedatum', date],
          ['jaargroep?', jaargroep],
          ['dl?', integer],
          ['afgenomendoor?', takenByShape],
        ),
      },
    ],
    ['resultaat', outcomeShape],
    [
      'toetsonderdeel*',
      { fields: sequence(['eldonderdeelcode', text], ['onderdeelnaam?', text], ['resultaat', outcomeShape]) },
    ],
    ['opmerking?', text],
  ),
};
