@description('The identity\'s name.')
param name string

@description('The Azure region.')
param location string

@description('Tags of the resource.')
param tags object

// Who the service is: to the store, the vault, the registry, and as the bot's app id to Teams. It has no password.
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

output name string = identity.name
output clientId string = identity.properties.clientId
output principalId string = identity.properties.principalId
