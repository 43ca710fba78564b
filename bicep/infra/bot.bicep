// The service and its alerts. azd deploys it once the image is in the registry, and again with each new image.

@description('What this installation is called, as in main.bicep; the container app bears it.')
@minLength(3)
@maxLength(24)
param name string

@description('The Azure region.')
param location string

@description('The container image with its registry and tag.')
param image string

@description('The host name at which Teams and Slack reach the service.')
param host string

@description('The certificate of a custom domain among those of the environment; empty: the service has the host name that Azure gives it.')
param certificateName string = ''

@description('The Container Apps environment.')
param environmentName string

@description('The managed identity that the service is.')
param identityName string

@description('The storage account that holds its table.')
param storageName string

@description('The vault that holds its secrets.')
param vaultName string

@description('The host name of the registry that holds the image.')
param registryServer string

@description('The Log Analytics workspace.')
param logsName string

@description('The Application Insights.')
param insightsName string

@description('Whom alerts write to; empty: they stand in the portal alone.')
param alertEmail string = ''

@description('How many instances always run. Two or more: a failed one is not missed.')
@minValue(1)
param minInstances int = 2

@description('How many run at most.')
@minValue(1)
param maxInstances int = 4

@description('Whether follow-ups may stand in Outlook calendars: the identity needs a right in Exchange first, see the README.')
param calendars bool = false

resource environment 'Microsoft.App/managedEnvironments@2025-10-02-preview' existing = {
  name: environmentName
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: vaultName
}

var port = 8080

// All settings of the service. Secrets are not among them: it reads those from the vault, Slack--SigningSecret as Slack:SigningSecret.
var settings = [
  { name: 'ASPNETCORE_HTTP_PORTS', value: '${port}' }
  { name: 'Storage__Kind', value: 'Tables' }
  { name: 'Storage__Tables__Endpoint', value: 'https://${storageName}.table.${az.environment().suffixes.storage}' }
  { name: 'Storage__Tables__ManagedIdentity', value: identity.properties.clientId }
  { name: 'Secrets__KeyVault', value: vault.properties.vaultUri }
  { name: 'Secrets__ManagedIdentity', value: identity.properties.clientId }
  { name: 'Teams__AppId', value: identity.properties.clientId }
  { name: 'Teams__TenantId', value: identity.properties.tenantId }
  { name: 'Teams__ManagedIdentity', value: identity.properties.clientId }
  { name: 'Teams__PublicAddress', value: 'https://${host}' }
  { name: 'Slack__PublicAddress', value: 'https://${host}' }
  { name: 'OTEL_SERVICE_NAME', value: 'chatcrm' }
]

// Beside them where there are calendars.
var calendarSettings = [
  { name: 'Graph__ManagedIdentity', value: identity.properties.clientId }
]

resource app 'Microsoft.App/containerApps@2025-07-01' = {
  name: name
  location: location
  tags: {
    'azd-env-name': name
    'azd-service-name': 'bot'
  }
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    environmentId: environment.id
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      registries: [
        {
          server: registryServer
          identity: identity.id
        }
      ]
      ingress: {
        external: true
        targetPort: port
        allowInsecure: false
        customDomains: empty(certificateName) ? [] : [
          {
            name: host
            bindingType: 'SniEnabled'
            certificateId: resourceId('Microsoft.App/managedEnvironments/managedCertificates', environmentName, certificateName)
          }
        ]
        stickySessions: {
          affinity: 'none'
        }
      }
    }
    template: {
      // Longer than the service takes to finish the turns in flight.
      terminationGracePeriodSeconds: 60
      containers: [
        {
          name: 'bot'
          image: image
          env: calendars ? concat(settings, calendarSettings) : settings
          resources: {
            cpu: json('0.5')
            memory: '1Gi'
          }
          // The store is shared: an instance that it refuses gets no work, one that lost it keeps it, and so does one that starts while it is silent (after 30 s of
          // the 50 that a start may take). They tell people that nothing was saved; with no instance left to ask, people would get an error of the ingress.
          probes: [
            {
              type: 'Startup'
              httpGet: { path: '/health/start', port: port }
              periodSeconds: 5
              timeoutSeconds: 5
              failureThreshold: 10
            }
            {
              type: 'Liveness'
              httpGet: { path: '/health/live', port: port }
              periodSeconds: 10
              timeoutSeconds: 3
              failureThreshold: 3
            }
            {
              type: 'Readiness'
              httpGet: { path: '/health/live', port: port }
              periodSeconds: 10
              timeoutSeconds: 3
              failureThreshold: 3
            }
          ]
        }
      ]
      // Never to nought: reminders and the outbox are worked off without anybody calling.
      scale: {
        minReplicas: minInstances
        maxReplicas: maxInstances
        rules: [
          {
            name: 'requests'
            http: {
              metadata: {
                concurrentRequests: '50'
              }
            }
          }
        ]
      }
    }
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  params: {
    name: name
    location: location
    appName: app.name
    host: host
    logsName: logsName
    insightsName: insightsName
    email: alertEmail
  }
}

output CHATCRM_ADDRESS string = 'https://${host}'
