export async function sandboxCommand(_a: readonly string[]): Promise<number> { return 2; }
