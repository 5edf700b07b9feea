import { graphql } from '@/lib/api';

export const tasksQuery = graphql(`
  query Tasks(
    $first: Int!
    $after: String
    $text: String
    $enabled: Boolean
    $isBuiltIn: Boolean
    $lastRunStatus: TaskRunStatus
    $orderBy: TaskOrderInput!
  ) {
    tasks(
      first: $first
      after: $after
      text: $text
      enabled: $enabled
      isBuiltIn: $isBuiltIn
      lastRunStatus: $lastRunStatus
      orderBy: $orderBy
    ) {
      nodes {
        id
        name
        description
        enabled
        isBuiltIn
        scheduleType
        cronExpression
        timeZone
        runAt
        nextRunAt
        createdAt
        lastRun {
          id
          status
          mode
          createdAt
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

export const taskQuery = graphql(`
  query Task($id: ID!) {
    task(id: $id) {
      id
      name
      description
      type
      isBuiltIn
      enabled
      scheduleType
      cronExpression
      timeZone
      runAt
      missedRuns
      jitterSeconds
      overlapPolicy
      timeoutSeconds
      memoryMb
      runnerLabels
      allowedHosts
      isSafeToRetry
      maxRetries
      removalCap {
        maxPerRun
        maxPercentPerRun
        maxPerHour
        maxPercentPerHour
      }
      nextRunAt
      script
      scriptVersion
      updatedAt
      lastRun {
        id
        status
        mode
        createdAt
      }
    }
  }
`);

export const createTaskMutation = graphql(`
  mutation CreateTask($input: CreateTaskInput!) {
    createTask(input: $input) {
      id
      name
    }
  }
`);

export const updateTaskMutation = graphql(`
  mutation UpdateTask($id: ID!, $input: UpdateTaskInput!) {
    updateTask(id: $id, input: $input) {
      id
      enabled
      nextRunAt
      scriptVersion
    }
  }
`);

export const deleteTaskMutation = graphql(`
  mutation DeleteTask($id: ID!) {
    deleteTask(id: $id) {
      id
    }
  }
`);

export const previewScheduleQuery = graphql(`
  query PreviewSchedule($cronExpression: String!, $timeZone: String!) {
    previewSchedule(cronExpression: $cronExpression, timeZone: $timeZone, count: 5)
  }
`);

export const scriptTemplatesQuery = graphql(`
  query ScriptTemplates {
    scriptTemplates {
      name
      title
      description
      category
      script
      cronExpression
      allowedHosts
      eventTypes
      config {
        key
        description
        defaultValue
        isRequired
      }
      secrets {
        name
        description
        isRequired
      }
    }
  }
`);

export const taskContentQuery = graphql(`
  query TaskContent($id: ID!) {
    taskConfig(taskId: $id) {
      key
      value
    }
    taskSecretNames(taskId: $id)
  }
`);

export const setTaskConfigMutation = graphql(`
  mutation SetTaskConfig($taskId: ID!, $entries: [TaskConfigInput!]!) {
    setTaskConfig(taskId: $taskId, entries: $entries) {
      key
      value
    }
  }
`);

export const patchTaskSecretsMutation = graphql(`
  mutation PatchTaskSecrets($taskId: ID!, $secrets: [TaskSecretPatchInput!]!) {
    patchTaskSecrets(taskId: $taskId, secrets: $secrets)
  }
`);

export const taskVersionsQuery = graphql(`
  query TaskVersions($id: ID!) {
    taskScripts(taskId: $id) {
      version
      source
      createdAt
      createdById
    }
  }
`);

export const restoreTaskScriptMutation = graphql(`
  mutation RestoreTaskScript($taskId: ID!, $version: Int!) {
    restoreTaskScript(taskId: $taskId, version: $version) {
      id
      scriptVersion
    }
  }
`);
