// The fields of CloudNativePG 1.25 that k8s/ uses, from its API reference: no npm package has them.
const Fields = (required, properties) => ({ type: 'object', required, properties, additionalProperties: false });
const kText = { type: 'string', minLength: 1 };
const kQuantities = { type: 'object', additionalProperties: { type: 'string' } };
const kMetadata = { type: 'object' };
const kApi = { const: 'postgresql.cnpg.io/v1' };
const kNamed = Fields(['name'], { name: kText });

const kRole = Fields(['name'], {
  name: kText,
  ensure: { enum: ['present', 'absent'] },
  login: { type: 'boolean' },
  passwordSecret: kNamed,
});

export const kCloudNativePg = {
  Cluster: Fields(['apiVersion', 'kind', 'metadata', 'spec'], {
    apiVersion: kApi,
    kind: { const: 'Cluster' },
    metadata: kMetadata,
    spec: Fields(['instances', 'storage'], {
      imageName: kText,
      instances: { type: 'integer', minimum: 1 },
      primaryUpdateStrategy: { enum: ['unsupervised', 'supervised'] },
      postgresql: Fields([], {
        synchronous: Fields(['method', 'number'], { method: { enum: ['any', 'first'] }, number: { type: 'integer', minimum: 1 } }),
        parameters: { type: 'object', additionalProperties: { type: 'string' } },
      }),
      bootstrap: Fields(['initdb'], {
        initdb: Fields(['database', 'owner'], { database: kText, owner: kText, encoding: kText, localeCollate: kText, localeCType: kText }),
      }),
      managed: Fields(['roles'], { roles: { type: 'array', items: kRole } }),
      storage: Fields(['size'], { size: kText, storageClass: kText }),
      monitoring: Fields([], { enablePodMonitor: { type: 'boolean' } }),
      resources: Fields([], { requests: kQuantities, limits: kQuantities }),
    }),
  }),
  Database: Fields(['apiVersion', 'kind', 'metadata', 'spec'], {
    apiVersion: kApi,
    kind: { const: 'Database' },
    metadata: kMetadata,
    spec: Fields(['cluster', 'name', 'owner'], { cluster: kNamed, name: kText, owner: kText }),
  }),
};
