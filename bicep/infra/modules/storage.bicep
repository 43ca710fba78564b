@description('The storage account\'s name, unique in all of Azure.')
param name string

@description('The Azure region.')
param location string

@description('Tags of the resource.')
param tags object

@description('The object id of the service\'s identity.')
param principalId string

@description('Whether three copies lie in three zones instead of one.')
param zoneRedundant bool

@description('Whether a lock keeps the account from being deleted.')
param protect bool

@description('Whether the account has a public address: Enabled or Disabled.')
param publicNetworkAccess string

@description('The one subnet that passes the firewall; empty: any network does.')
param subnetId string

@description('Addresses or CIDR ranges that pass it besides.')
param allowedAddresses array

var storageTableDataContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: zoneRedundant ? 'Standard_ZRS' : 'Standard_LRS'
  }
  properties: {
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    publicNetworkAccess: publicNetworkAccess
    networkAcls: {
      bypass: 'None'
      defaultAction: empty(subnetId) ? 'Allow' : 'Deny'
      virtualNetworkRules: empty(subnetId) ? [] : [{ id: subnetId, action: 'Allow' }]
      ipRules: [for address in allowedAddresses: { value: address, action: 'Allow' }]
    }
  }
}

// The account holds nothing but the service's table, which the service makes at its first write.
resource tables 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, principalId, storageTableDataContributor)
  scope: account
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageTableDataContributor)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

// Tables know no soft delete: what is deleted is gone.
resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (protect) {
  name: 'keep'
  scope: account
  properties: {
    level: 'CanNotDelete'
    notes: 'All customers lie here, and tables know no soft delete.'
  }
}

output name string = account.name
