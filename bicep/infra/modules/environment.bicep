@description('The environment\'s name.')
param name string

@description('The Azure region.')
param location string

@description('Tags of the resource.')
param tags object

@description('The Log Analytics workspace that takes what the service and the platform print.')
param logsName string

@description('The Application Insights that takes traces.')
param insightsName string

@description('The subnet of the instances; empty: one that Azure keeps.')
param subnetId string

@description('Whether instances lie in several zones. Only with subnetId.')
param zoneRedundant bool

@description('An OTLP endpoint that takes metrics; empty: none does.')
param metricsEndpoint string

@description('The header by which it knows us.')
param metricsHeader string

@description('The value of that header.')
@secure()
param metricsToken string

resource logs 'Microsoft.OperationalInsights/workspaces@2025-02-01' existing = {
  name: logsName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

var metrics = {
  name: 'metrics'
  endpoint: metricsEndpoint
  insecure: false
  headers: [
    {
      key: metricsHeader
      value: metricsToken
    }
  ]
}

// The managed OpenTelemetry agent takes OTLP from the service and passes it on; only preview versions of the API know it.
resource environment 'Microsoft.App/managedEnvironments@2025-10-02-preview' = {
  name: name
  location: location
  tags: tags
  properties: {
    zoneRedundant: zoneRedundant && !empty(subnetId)
    vnetConfiguration: empty(subnetId) ? null : { infrastructureSubnetId: subnetId }
    workloadProfiles: [
      {
        name: 'Consumption'
        workloadProfileType: 'Consumption'
      }
    ]
    appLogsConfiguration: {
      destination: 'azure-monitor'
    }
    appInsightsConfiguration: {
      connectionString: insights.properties.ConnectionString
    }
    openTelemetryConfiguration: {
      destinationsConfiguration: {
        otlpConfigurations: empty(metricsEndpoint) ? [] : [metrics]
      }
      tracesConfiguration: {
        destinations: ['appInsights']
      }
      metricsConfiguration: {
        destinations: empty(metricsEndpoint) ? [] : ['metrics']
      }
    }
  }
}

// By this way logs need no key of the workspace.
resource printed 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'logs'
  scope: environment
  properties: {
    workspaceId: logs.id
    logs: [
      {
        category: 'ContainerAppConsoleLogs'
        enabled: true
      }
      {
        category: 'ContainerAppSystemLogs'
        enabled: true
      }
    ]
  }
}

output name string = environment.name
output domain string = environment.properties.defaultDomain
