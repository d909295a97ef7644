/** One line of JSON to stderr. Fields hold ids, codes and counts; never names, answers, birth dates or keys. */
export type Log = (event: string, fields?: Readonly<Record<string, string | number | boolean | null>>) => void;

/** The log of a running platform. */
export const stderrLog: Log = (event, fields = {}) => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...fields })}\n`);
};

/** A log that keeps nothing. */
export const silentLog: Log = () => undefined;
