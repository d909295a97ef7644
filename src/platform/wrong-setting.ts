/** Something that whoever runs the platform has set cannot be right: it does not start. Its message is a Dutch sentence
 * without the value of a secret. */
export class WrongSetting extends Error {
  override name = 'WrongSetting';
}
