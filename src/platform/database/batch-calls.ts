import type { BatchCall } from './types.ts';

/** How each function is called, with its parameters; columns are named as the caller reads them. */
export const batchCalls: Readonly<Record<BatchCall, string>> = {
  store_answers: 'select place, verdict, state from store_answers($1::jsonb, $2::timestamptz)',
  keep_presence: 'select keep_presence($1::jsonb)',
};
