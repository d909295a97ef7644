import type { MailText } from '../states/mails.ts';

/** The first mail to somebody of a board. */
export function boardInvitationMail(view: {
  readonly name: string; readonly boardName: string; readonly linkUrl: string;
  readonly productName: string; readonly helpPhone: string; readonly helpMail: string;
}): MailText {
  return {
    subject: `${view.productName}: zo ziet ${view.boardName} hoe ver de scholen zijn`,
    text: `Beste ${view.name},

Met deze link ziet u van elke school van ${view.boardName} hoe ver zij is met aansluiten, en op wie het wacht.
U ziet geen leerlingen en geen resultaten. De link werkt één keer, en twee weken lang:
${view.linkUrl}

Daarna vraagt u op de inlogpagina zelf een nieuwe link, met dit mailadres.

Een school staat erbij als zij bij het bestellen het nummer van uw bestuur invulde. Mist u een school? Bel
${view.helpPhone} of mail ${view.helpMail}.

Met vriendelijke groet,
${view.productName}
`,
  };
}
