// Our invented standards and advice rule. Not from Cito, nor from anybody else who sets them.

import { contentDigest } from './digest.ts';
import { arithmeticScaleCode, isSynthetic, syntheticSource } from './norms.ts';
import type { TableRows } from './publication-store.ts';
import type { AdviceBand, AdviceCode, AdviceRule } from './reference-advice.ts';
import type { ReferenceCut, ReferenceStandard } from './reference.ts';
import type { Subject } from './types.ts';

/** What is published together beside the banks: standards and rules that span subjects. */
export interface StandardsPackage {
  readonly code: string;
  readonly version: number;
  readonly title: string;
  readonly source: string;
  readonly standards: readonly Omit<ReferenceStandard, 'synthetic'>[];
  readonly adviceRules: readonly AdviceRule[];
}

const validFrom = '2018-08-01';

// Arithmetic: nationally about 93 % of the pupils reach 1F at the end of group 8 and about 45 % 1S (domain.md 1.4 and
// 2.3), here as the 7th and the 55th percentile of E8 in the synthetic norm. For language no figures of that kind are
// public; what stands here is invented: 1F as for arithmetic, 2F reached by 77.5 % for reading and 60 % for the rest.
const standards = [
  standard('RW', 'arithmetic', arithmeticScaleCode, [['1F', 713.5], ['1S', 769]]),
  standard('BL', 'reading', 'SYN-BL-3.0', [['1F', 691], ['2F', 718.5]]),
  standard('SP', 'spelling', 'SYN-SP-3.0', [['1F', 699.5], ['2F', 742]]),
  standard('WW', 'verb-spelling', 'SYN-WW-3.0', [['1F', 660.5], ['2F', 710.5]]),
  standard('LT', 'punctuation', 'SYN-LT-3.0', [['1F', 667.5], ['2F', 715]]),
];

function standard(
  letters: string, subject: Subject, scaleCode: string, cuts: readonly (readonly [ReferenceCut['level'], number])[],
): Omit<ReferenceStandard, 'synthetic'> {
  return {
    code: `SYN-${letters}-REF`, version: 1, subject, scaleCode,
    cuts: cuts.map(([level, score]) => ({ level, score })), source: syntheticSource, validFrom,
  };
}

// From the 10th, 23rd, 43rd, 65th and 85th percentile of the country on: shares of our own making.
const advices: readonly AdviceBand[] = [
  advice('pro-bb', 'pro / vmbo-bb', null),
  advice('bb-kb', 'vmbo-bb / vmbo-kb', -1.28),
  advice('kb-gltl', 'vmbo-kb / vmbo-gl-tl', -0.74),
  advice('gltl-havo', 'vmbo-gl-tl / havo', -0.18),
  advice('havo-vwo', 'havo / vwo', 0.39),
  advice('vwo', 'vwo', 1.04),
];

function advice(code: AdviceCode, name: string, from: number | null): AdviceBand {
  return { code, name, from };
}

// Reading and arithmetic weigh more than language care, whose three parts share a fifth; E7 counts, M7 is early.
const adviceRule: AdviceRule = {
  code: 'SYN-ADVIES', version: 1,
  parts: [
    { subject: 'arithmetic', scaleCode: arithmeticScaleCode, weight: 0.4 },
    { subject: 'reading', scaleCode: 'SYN-BL-3.0', weight: 0.4 },
    { subject: 'spelling', scaleCode: 'SYN-SP-3.0', weight: 0.08 },
    { subject: 'verb-spelling', scaleCode: 'SYN-WW-3.0', weight: 0.06 },
    { subject: 'punctuation', scaleCode: 'SYN-LT-3.0', weight: 0.06 },
  ],
  correlation: 0.65,
  moments: [{ moment: 'E7', provisional: false }, { moment: 'M7', provisional: true }],
  advices, seWhenUnknown: 0.4, source: syntheticSource, validFrom,
};

/** Our invented reference standards and advice rule. A change is a new version; a test holds the digest. */
export const syntheticStandards: StandardsPackage = {
  code: 'SYN-NIVEAUS', version: 1, title: 'Referentieniveaus en verwacht advies (synthetisch)',
  source: syntheticSource, standards, adviceRules: [adviceRule],
};

/** SHA-256 of a publication of standards. */
export function standardsDigest(content: StandardsPackage): string {
  return contentDigest(content);
}

/** The rows of a publication of standards, its own row first. */
export function standardsRows(content: StandardsPackage, publishedAt: Date): TableRows[] {
  const { code, version, title, source } = content;
  return [{
    table: 'content_package', key: ['package_code', 'package_version'], stamps: ['published_at'],
    rows: [{
      package_code: code, package_version: version, title, digest: standardsDigest(content), source,
      synthetic: isSynthetic(source), published_at: publishedAt.toISOString(),
    }],
  }, {
    table: 'reference_standard', key: ['standard_code', 'standard_version'],
    rows: content.standards.map((one) => ({
      standard_code: one.code, standard_version: one.version, subject_code: one.subject, scale_code: one.scaleCode,
      cuts: one.cuts, source: one.source, synthetic: isSynthetic(one.source), valid_from: one.validFrom,
    })),
  }, {
    table: 'advice_rule', key: ['rule_code', 'rule_version'],
    rows: content.adviceRules.map((rule) => ({
      rule_code: rule.code, rule_version: rule.version, document: rule, source: rule.source,
      synthetic: isSynthetic(rule.source), valid_from: rule.validFrom,
    })),
  }];
}
