import { graphql } from '@/lib/api';

graphql(`
  fragment GroupFields on Group {
    id
    name
    description
    createdAt
    updatedAt
  }
`);

graphql(`
  fragment MemberName on User {
    id
    email
    firstName
    lastName
  }
`);

export const groupsQuery = graphql(`
  query Groups($first: Int!, $after: String, $filter: GroupFilterInput, $orderBy: GroupOrderInput!) {
    groups(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        ...GroupFields
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
      ...GroupFields
    }
  }
`);

export const groupMembersQuery = graphql(`
  query GroupMembers(
    $id: ID!
    $first: Int!
    $after: String
    $filter: MemberFilterInput
    $orderBy: MemberOrderInput
  ) {
    group(id: $id) {
      id
      members(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
        nodes {
          source
          createdAt
          expiresAt
          user {
            ...MemberName
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
        ...MemberName
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
      ...GroupFields
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

export const removeMembersMutation = graphql(`
  mutation RemoveGroupMembers($groupId: ID!, $userIds: [ID!]!) {
    removeGroupMembers(groupId: $groupId, userIds: $userIds) {
      items {
        id
        outcome
        reason
      }
    }
  }
`);
