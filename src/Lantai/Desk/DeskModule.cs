using Lantai.Ui;

namespace Lantai.Desk;

internal static class DeskModule
{
    public static void AddDesk(this IServiceCollection services) => services.AddSingleton(NavItem.ForDesk("今日", "/desk/{Region}", 10));
}
