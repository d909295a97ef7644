/** The mail to the school of which another site wants to order. */
export function siteRequestMail(view: {
  readonly contactName: string; readonly schoolName: string; readonly site: string; readonly asker: string;
  readonly productName: string; readonly publicUrl: string; readonly helpPhone: string; readonly helpMail: string;
}): { readonly subject: string; readonly text: string } {
  return {
    subject: `${view.productName}: hoort vestiging ${view.site} bij uw school?`,
    text: `Beste ${view.contactName},

${view.asker} bestelde voor vestiging ${view.site}. Dat is hetzelfde BRIN als ${view.schoolName}.

Is dit een vestiging van uw school? Zeg dan ja. Leerlingen en resultaten van beide vestigingen staan daarna bij elkaar,
en u blijft de beheerder. Is het een andere school? Zeg dan nee. Die school bestelt dan zelf.
${view.publicUrl}/beheer/vestigingen

Twijfelt u? Bel ${view.helpPhone} of mail ${view.helpMail}.

Met vriendelijke groet,
${view.productName}
`,
  };
}
