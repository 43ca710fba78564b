// Microsoft's own client of Table Storage, which did not write ours: one question as JSON from the input, its answer as JSON.
const { AzureNamedKeyCredential, TableClient, generateAccountSas, generateTableSas } = require("@azure/data-tables");

/** Keeps the request instead of sending it. */
const kept = (seen) => ({
  sendRequest: async (request) => {
    seen.push({ url: request.url, date: request.headers.get("x-ms-date"), authorization: request.headers.get("authorization") });
    return { request, status: 204, headers: request.headers };
  },
});

const actions = {
  read: async (client, { partition }) => {
    const found = [];
    for await (const entity of client.listEntities({ queryOptions: { filter: `PartitionKey eq '${partition}'` } })) found.push(entity);
    return found;
  },
  write: async (client, { entity }) => (await client.createEntity(entity), null),
  replace: async (client, { entity, etag }) => (await client.updateEntity(entity, "Replace", { etag }), null),
  sign: async (_, { endpoint, table, account, key, partition, row }) => {
    const seen = [];
    const client = new TableClient(endpoint, table, new AzureNamedKeyCredential(account, key), { allowInsecureConnection: true, httpClient: kept(seen) });
    await client.deleteEntity(partition, row);
    return seen[0];
  },
  share: async (_, { table, account, key, permissions, until }) => generateTableSas(table, new AzureNamedKeyCredential(account, key), { permissions, expiresOn: new Date(until) }),
  shareAll: async (_, { account, key, permissions, until }) => generateAccountSas(new AzureNamedKeyCredential(account, key), { permissions, services: { table: true }, expiresOn: new Date(until) }),
};

(async () => {
  let text = "";
  for await (const part of process.stdin) text += part;
  const question = JSON.parse(text);
  const client = new TableClient(question.endpoint, question.table, new AzureNamedKeyCredential(question.account, question.key), { allowInsecureConnection: true });
  process.stdout.write(JSON.stringify(await actions[question.action](client, question)));
})();
