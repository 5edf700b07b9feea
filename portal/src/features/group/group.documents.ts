import { graphql } from '@/lib/api';

export const groupsQuery = graphql(`
  query Groups($first: Int!, $after: String, $filter: GroupFilterInput, $orderBy: GroupOrderInput!) {
    groups(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id
        name
        description
        createdAt
        updatedAt
        members(first: 1) {
          totalCount
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

export const groupQuery = graphql(`
  query Group($id: ID!) {
    group(id: $id) {
      id
      name
      description
      createdAt
      updatedAt
    }
  }
`);

export const groupMembersQuery = graphql(`
  query GroupMembers($id: ID!, $first: Int!, $after: String) {
    group(id: $id) {
      id
      members(first: $first, after: $after) {
        nodes {
          source
          createdAt
          expiresAt
          user {
            id
            email
            firstName
            lastName
            isActive
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount
      }
    }
  }
`);

export const candidatesQuery = graphql(`
  query MemberCandidates($text: String!) {
    users(first: 20, filter: { text: $text }) {
      nodes {
        id
        email
        firstName
        lastName
      }
    }
  }
`);

export const createGroupMutation = graphql(`
  mutation CreateGroup($input: CreateGroupInput!) {
    createGroup(input: $input) {
      id
      name
    }
  }
`);

export const updateGroupMutation = graphql(`
  mutation UpdateGroup($id: ID!, $input: UpdateGroupInput!) {
    updateGroup(id: $id, input: $input) {
      id
      name
      description
      createdAt
      updatedAt
    }
  }
`);

export const deleteGroupMutation = graphql(`
  mutation DeleteGroup($id: ID!) {
    deleteGroup(id: $id) {
      id
    }
  }
`);

export const addMemberMutation = graphql(`
  mutation AddGroupMember($groupId: ID!, $userId: ID!, $expiresAt: DateTime) {
    addGroupMember(groupId: $groupId, userId: $userId, expiresAt: $expiresAt) {
      createdAt
    }
  }
`);

export const removeMemberMutation = graphql(`
  mutation RemoveGroupMember($groupId: ID!, $userId: ID!) {
    removeGroupMember(groupId: $groupId, userId: $userId) {
      createdAt
    }
  }
`);

export const groupTimelineQuery = graphql(`
  query GroupTimeline($id: ID!, $after: String) {
    group(id: $id) {
      id
      timeline(first: 20, after: $after) {
        nodes {
          id
          action
          outcome
          actorEmail
          actorKind
          actor {
            id
            email
            firstName
            lastName
          }
          user {
            id
            email
            firstName
            lastName
          }
          targetType
          targetName
          detail
          at
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);
