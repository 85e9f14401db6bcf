using Lantai.Journal;
using Lantai.People;
using Lantai.Tests.Support;
using Lantai.Tests.Units;

namespace Lantai.Tests.Desk;

/// <summary>The settings as an administrator uses them, over the regions and units of <see cref="UnitOffice"/>.</summary>
internal static class SettingsOffice
{
    public const string Home = "/desk/settings";

    extension(UnitOffice office)
    {
        public Task<Visitor> AdministratorAsync() => office.App.SignInAsync("chenggong", new Appointment { Post = Post.Administrator });

        public Task<long> OpenAccountAsync(string userName) =>
            office.App.WithAsync<Accounts, long>(async accounts => (await accounts.OpenAsync(Actor.Program, userName, userName)).Account.Id);
    }
}
