// Validates JSON Feeds against npm's jsonfeed-schema: node jsonfeed.mjs FILE...
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const Ajv = require('ajv').default;
const ajv = new Ajv({ allErrors: true, strict: false });
require('ajv-formats').default(ajv);
const validate = ajv.compile(require('jsonfeed-schema/schema-v1.1.json'));

let faults = 0;
for (const file of process.argv.slice(2)) {
  if (validate(JSON.parse(readFileSync(file, 'utf8')))) continue;
  faults++;
  console.log(`${file}: ${ajv.errorsText(validate.errors)}`);
}
process.exit(faults === 0 ? 0 : 1);
