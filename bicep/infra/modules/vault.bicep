@description('The vault\'s name, unique in all of Azure.')
param name string

@description('The Azure region.')
param location string

@description('Tags of the resource.')
param tags object

@description('The object id of the service\'s identity.')
param principalId string

@description('The object id of whoever may write secrets; empty: nobody is given that right here.')
param administratorId string

@description('What administratorId is: User, Group or ServicePrincipal.')
param administratorType string

@description('Whether the vault has a public address: Enabled or Disabled.')
param publicNetworkAccess string

@description('The one subnet that passes the firewall; empty: any network does.')
param subnetId string

@description('Addresses or CIDR ranges that pass it besides.')
param allowedAddresses array

var secretsUser = '4633458b-17de-408a-b874-0445c86b69e6'
var secretsOfficer = 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    publicNetworkAccess: publicNetworkAccess
    networkAcls: {
      bypass: 'None'
      defaultAction: empty(subnetId) ? 'Allow' : 'Deny'
      virtualNetworkRules: empty(subnetId) ? [] : [{ id: subnetId }]
      ipRules: [for address in allowedAddresses: { value: address }]
    }
  }
}

resource reader 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, principalId, secretsUser)
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

resource writer 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(administratorId)) {
  name: guid(vault.id, administratorId, secretsOfficer)
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsOfficer)
    principalId: administratorId
    principalType: administratorType
  }
}

output name string = vault.name
