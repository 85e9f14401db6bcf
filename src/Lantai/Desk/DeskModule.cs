using Lantai.Desk.Settings;
using Lantai.People;
using Lantai.Ui;
using Lantai.Units;

namespace Lantai.Desk;

internal static class DeskModule
{
    public static void AddDesk(this IServiceCollection services)
    {
        services.AddSingleton(NavItem.ForDesk("今日", "/desk/{Region}", 10));
        services.AddSingleton(NavItem.ForDesk("设置", "/desk/settings", 210, nameof(Post.Administrator)));
        services.AddScoped<RegionChanges>();
        services.AddScoped<CalendarChanges>();
    }
}
