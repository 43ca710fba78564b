@description('What the names begin with.')
param name string

@description('The Azure region.')
param location string

@description('Tags of the resources.')
param tags object

@description('How many days logs and traces are kept.')
param retentionDays int

resource logs 'Microsoft.OperationalInsights/workspaces@2025-02-01' = {
  name: '${name}-logs'
  location: location
  tags: tags
  properties: {
    retentionInDays: retentionDays
    sku: {
      name: 'PerGB2018'
    }
  }
}

// The managed agent signs in with the connection string alone, so local authentication must stay on.
resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: '${name}-insights'
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: logs.id
    DisableLocalAuth: false
  }
}

output logsName string = logs.name
output insightsName string = insights.name
