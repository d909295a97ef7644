export async function doctorCommand(_a: readonly string[]): Promise<number> { return 2; }
