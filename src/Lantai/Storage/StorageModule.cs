using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Lantai.Storage;

internal static class StorageModule
{
    /// <summary>Registers the database, its contexts and its packs.</summary>
    public static void AddStorage(this IServiceCollection services, Database database)
    {
        // Registered as instances: the program that opened the database closes it, not the container.
        services.AddSingleton(database);
        services.AddSingleton(database.Source);
        services.AddSingleton(database.Public);
        services.AddSingleton(database.Packs);
        // A page's parts are rendered side by side, so they must not share a context: the page and its use cases take the
        // scoped LantaiDb, layouts and parts open their own from the factory.
        services.AddSingleton<Changes>();
        services.AddSingleton<NoteChanges>();
        services.AddHostedService<HearChanges>();
        services.AddDbContextFactory<LantaiDb>((provider, options) =>
            options.UseNpgsql(database.Source).AddInterceptors(provider.GetRequiredService<NoteChanges>()));
        services.AddDataProtection().SetApplicationName("lantai");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(
            new ConfigureOptions<KeyManagementOptions>(o => o.XmlRepository = new DataProtectionKeyStore(database.Source)));
    }
}
