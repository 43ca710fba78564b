using ChatCrm.Storage;
using ChatCrm.Workspaces;

namespace ChatCrm.Tests.House;

/// <summary>Members as somebody else has just changed them.</summary>
internal static class Members
{
    extension(Workspace house)
    {
        public Task Demote(string member) => house.Change(member, known => known with { Role = Role.Rep });

        public Task GiveEmail(string member, string email) => house.Change(member, known => known with { Email = email });

        public Task JoinTeam(string member, string team) => house.Change(member, known => known with { Team = team });

        private async Task Change(string member, Func<Member, Member> change)
        {
            var row = (await house.Store.Get(Workspace.Id, WorkspaceRows.MemberKey(member)))!;
            await house.Store.Commit(Workspace.Id, "elsewhere", [new Change.Replace(row.Key, WorkspaceRows.Value(change(WorkspaceRows.Member(row))), row.ETag)]);
            house.Get<People>().Forget(Workspace.Id);
        }
    }
}
