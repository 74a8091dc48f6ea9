// Holds Teams manifests, a JSON array of them, against every schema Microsoft has published since 1.22.
// Writes for each manifest what each schema says against it; nothing where it is in order.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import AjvModule from 'ajv-draft-04';
import formatsModule from 'ajv-formats';

const Ajv = AjvModule.default ?? AjvModule, formats = formatsModule.default ?? formatsModule;
const folder = join(dirname(createRequire(import.meta.url).resolve('@microsoft/app-manifest/package.json')), 'build', 'json-schemas', 'teams');
const versions = readdirSync(folder).filter(v => /^v1\.(2[2-9]|[3-9]\d)$/.test(v)).map(v => v.slice(1));
const schemas = new Map(versions.map(version => {
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, validateSchema: false });
  formats(ajv);
  const load = name => JSON.parse(readFileSync(join(folder, `v${version}`, name), 'utf8'));
  for (const other of readdirSync(join(folder, `v${version}`)).filter(f => f.endsWith('.schema.json') && f !== 'MicrosoftTeams.schema.json')) {
    const schema = load(other);
    if (schema.id || schema.$id) ajv.addSchema(schema); else ajv.addSchema(schema, other);
  }
  return [version, ajv.compile(load('MicrosoftTeams.schema.json'))];
}));
const manifests = JSON.parse(readFileSync(0, 'utf8'));
console.log(JSON.stringify({
  versions,
  faults: manifests.map(manifest => versions.flatMap(version => {
    const validate = schemas.get(version);
    // The version a manifest says is the schema's own; everything else must hold in the later ones too.
    const told = { ...manifest, $schema: manifest.$schema?.replace('1.22', version), manifestVersion: manifest.manifestVersion === '1.22' ? version : manifest.manifestVersion };
    return validate(told) ? [] : validate.errors.map(e => `${version} ${e.instancePath} ${e.message}`);
  })),
}));
