// What the service stands on. The service itself, which needs a container image, is bot.bicep.
targetScope = 'subscription'

@description('What this installation is called: the names of its resources begin with it. Lower-case letters, digits and hyphens.')
@minLength(3)
@maxLength(24)
param name string

@description('The Azure region of everything that has one.')
param location string

@description('The host name at which Teams and Slack reach the service, crm.example.com; empty: the one that Azure gives it.')
param customDomain string = ''

@description('The object id of a user or a group who may write secrets into the vault; empty: nobody is given that right here.')
param administratorId string = ''

@description('Whether administratorId is a user, a group, or the service principal of a pipeline.')
@allowed(['User', 'Group', 'ServicePrincipal'])
param administratorType string = 'User'

@description('The subnet of the service, delegated to Microsoft.App/environments and with the service endpoints Microsoft.Storage and Microsoft.KeyVault. Set, it closes the firewalls of the store and the vault to everything else; empty: they are open to any network, though never without a right.')
param subnetId string = ''

@description('Addresses or CIDR ranges that pass both firewalls besides the subnet, such as an office from which data are copied. Only with subnetId.')
param allowedAddresses array = []

@description('Whether the store and the vault have a public address at all. Disabled: the service reaches them through private endpoints in the subnet, which are not made here.')
@allowed(['Enabled', 'Disabled'])
param publicNetworkAccess string = 'Enabled'

@description('Whether three copies of the store lie in three zones; with subnetId the instances of the service, too. It cannot be changed later for the instances.')
param zoneRedundant bool = false

@description('Whether a lock keeps the store from being deleted. It must be taken off before `azd down`.')
param protectStore bool = true

@description('How many days logs and traces are kept.')
@minValue(30)
@maxValue(730)
param retentionDays int = 90

@description('An OTLP endpoint that takes metrics, which Application Insights does not take from the managed agent; empty: the service sends none.')
param metricsEndpoint string = ''

@description('The header by which metricsEndpoint knows us, such as api-key.')
param metricsHeader string = ''

@description('The value of that header.')
@secure()
param metricsToken string = ''

var unique = uniqueString(subscription().id, name)
var tags = { 'azd-env-name': name }

resource group 'Microsoft.Resources/resourceGroups@2024-11-01' = {
  name: '${name}-rg'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    name: '${name}-identity'
    location: location
    tags: tags
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    name: 'crm${unique}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    zoneRedundant: zoneRedundant
    protect: protectStore
    publicNetworkAccess: publicNetworkAccess
    subnetId: subnetId
    allowedAddresses: allowedAddresses
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  scope: group
  params: {
    name: 'crm-${unique}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    administratorId: administratorId
    administratorType: administratorType
    publicNetworkAccess: publicNetworkAccess
    subnetId: subnetId
    allowedAddresses: allowedAddresses
  }
}

module registry 'modules/registry.bicep' = {
  name: 'registry'
  scope: group
  params: {
    name: 'crm${unique}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
  }
}

module telemetry 'modules/telemetry.bicep' = {
  name: 'telemetry'
  scope: group
  params: {
    name: name
    location: location
    tags: tags
    retentionDays: retentionDays
  }
}

module environment 'modules/environment.bicep' = {
  name: 'environment'
  scope: group
  params: {
    name: '${name}-environment'
    location: location
    tags: tags
    logsName: telemetry.outputs.logsName
    insightsName: telemetry.outputs.insightsName
    subnetId: subnetId
    zoneRedundant: zoneRedundant
    metricsEndpoint: metricsEndpoint
    metricsHeader: metricsHeader
    metricsToken: metricsToken
  }
}

var host = empty(customDomain) ? '${name}.${environment.outputs.domain}' : customDomain

module registration 'modules/registration.bicep' = {
  name: 'registration'
  scope: group
  params: {
    name: 'crm-${unique}'
    tags: tags
    identityName: identity.outputs.name
    host: host
  }
}

// azd hands these to bot.parameters.json, and uses those whose names begin with AZURE itself.
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_CONTAINER_REGISTRY_ENDPOINT string = registry.outputs.server
output CHATCRM_HOST string = host
output CHATCRM_APP_ID string = identity.outputs.clientId
output CHATCRM_IDENTITY string = identity.outputs.name
output CHATCRM_STORAGE string = storage.outputs.name
output CHATCRM_VAULT string = vault.outputs.name
output CHATCRM_ENVIRONMENT string = environment.outputs.name
output CHATCRM_LOGS string = telemetry.outputs.logsName
output CHATCRM_INSIGHTS string = telemetry.outputs.insightsName
