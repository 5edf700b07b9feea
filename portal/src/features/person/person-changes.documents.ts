import { graphql } from '@/lib/api';

export const createPersonMutation = graphql(`
  mutation CreatePerson($input: CreateUserInput!) {
    createUser(input: $input) {
      id
    }
  }
`);

export const updatePersonMutation = graphql(`
  mutation UpdatePerson($id: ID!, $input: UpdateUserInput!) {
    updateUser(id: $id, input: $input) {
      id
    }
  }
`);

export const activatePersonMutation = graphql(`
  mutation ActivatePerson($id: ID!) {
    activateUser(id: $id) {
      id
      isActive
    }
  }
`);

export const deactivatePersonMutation = graphql(`
  mutation DeactivatePerson($id: ID!) {
    deactivateUser(id: $id) {
      id
      isActive
    }
  }
`);

export const deletePersonMutation = graphql(`
  mutation DeletePerson($id: ID!) {
    deleteUser(id: $id) {
      id
    }
  }
`);

export const setPersonPasswordMutation = graphql(`
  mutation SetPersonPassword($id: ID!, $password: String!) {
    setUserPassword(id: $id, password: $password) {
      id
    }
  }
`);

export const activatePeopleMutation = graphql(`
  mutation ActivatePeople($ids: [ID!]!) {
    activateUsers(ids: $ids) {
      items {
        id
        outcome
        reason
      }
    }
  }
`);

export const deactivatePeopleMutation = graphql(`
  mutation DeactivatePeople($ids: [ID!]!) {
    deactivateUsers(ids: $ids) {
      items {
        id
        outcome
        reason
      }
    }
  }
`);

export const addPeopleToGroupMutation = graphql(`
  mutation AddPeopleToGroup($groupId: ID!, $userIds: [ID!]!, $expiresAt: DateTime) {
    addGroupMembers(groupId: $groupId, userIds: $userIds, expiresAt: $expiresAt) {
      items {
        id
        outcome
        reason
      }
    }
  }
`);

export const joinGroupMutation = graphql(`
  mutation JoinGroup($groupId: ID!, $userId: ID!, $expiresAt: DateTime) {
    addGroupMember(groupId: $groupId, userId: $userId, expiresAt: $expiresAt) {
      createdAt
    }
  }
`);

export const leaveGroupMutation = graphql(`
  mutation LeaveGroup($groupId: ID!, $userId: ID!) {
    removeGroupMember(groupId: $groupId, userId: $userId) {
      createdAt
    }
  }
`);
