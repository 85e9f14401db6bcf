using System.Net;
using System.Text.RegularExpressions;
using Lantai.Journal;
using Lantai.People;
using Lantai.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Lantai.Tests.Support;

/// <summary>
/// The whole program on a database of its own and a real port. Tests talk to it as people do: over HTTP, with
/// cookies and form tokens.
/// </summary>
internal sealed class TestApp : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly Database storage;
    private readonly string folder;
    private readonly WebApplication app;

    private TestApp(TestDatabase database, Database storage, string folder, WebApplication app) =>
        (this.database, this.storage, this.folder, this.app) = (database, storage, folder, app);

    /// <summary>Of every account that a test opens.</summary>
    public const string Password = "correct horse battery";

    public Uri Address => new(app.Urls.First());

    /// <param name="replace">Puts a part of the outside world in place of the real one.</param>
    /// <param name="furnish">Puts files of the office's own into the data folder before the program starts.</param>
    public static async Task<TestApp> StartAsync(TestPostgres postgres, TimeProvider? time = null, Action<IServiceCollection>? replace = null, Action<string>? furnish = null)
    {
        var database = await postgres.CreateAsync();
        var folder = Directory.CreateTempSubdirectory("lantai-app-").FullName;
        furnish?.Invoke(folder);
        var storage = await Database.OpenAsync(database.Address + ";Maximum Pool Size=20", folder);
        var builder = LantaiApp.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        if (time is not null) builder.Services.AddSingleton(time);
        replace?.Invoke(builder.Services);
        var app = LantaiApp.Build(builder, storage);
        await app.StartAsync();
        return new TestApp(database, storage, folder, app);
    }

    /// <summary>What the program answers to.</summary>
    public IReadOnlyList<Microsoft.AspNetCore.Http.Endpoint> Endpoints =>
        app.Services.GetRequiredService<Microsoft.AspNetCore.Routing.EndpointDataSource>().Endpoints;

    public IServiceProvider Services => app.Services;

    /// <summary>The data folder: files, the office's own packs.</summary>
    public string Folder => folder;

    /// <summary>For a verb that is called beside the running program.</summary>
    public string DatabaseAddress => database.Address;

    public LantaiDb OpenDb() => database.Open();

    /// <summary>Runs a use case as the program itself would.</summary>
    public async Task<T> WithAsync<TService, T>(Func<TService, Task<T>> act) where TService : notnull
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>A visitor who has not signed in.</summary>
    public Visitor Visit() => new(Address);

    /// <summary>Opens an account with the posts and signs it in.</summary>
    public async Task<Visitor> SignInAsync(string userName, params Appointment[] posts)
    {

        await WithAsync<Accounts, bool>(async accounts =>
        {
            var (account, _) = await accounts.OpenAsync(Actor.Program, userName, userName, Password);
            foreach (var post in posts)
                await accounts.AppointAsync(Actor.Program, new Appointment
                {
                    AccountId = account.Id,
                    Post = post.Post,
                    RegionId = post.RegionId,
                    UnitId = post.UnitId,
                    UntilOn = post.UntilOn,
                });
            return true;
        });
        var visitor = Visit();
        await visitor.PostFormAsync("/sign-in", "sign-in", new() { ["Input.UserName"] = userName, ["Input.Password"] = Password });
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await storage.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, true);
    }
}

/// <summary>A browser without scripts: keeps cookies, reads pages, posts forms with their tokens; follows no redirect by itself.</summary>
internal sealed partial class Visitor : IDisposable
{
    private readonly HttpClient client;
    private readonly CookieContainer cookies = new();

    public Visitor(Uri address)
    {
        // A server that refuses a body before reading it answers within this time, however busy the machine is.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies, Expect100ContinueTimeout = TimeSpan.FromMinutes(2) };
        client = new HttpClient(handler) { BaseAddress = address };
    }

    public HttpClient Client => client;

    /// <summary>What the site has set, to hand to a browser.</summary>
    public IEnumerable<Cookie> Cookies => cookies.GetAllCookies();

    public async Task<(HttpStatusCode Status, string Body)> GetAsync(string path)
    {
        using var response = await client.GetAsync(path);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Opens the page, fills the named form and posts it, as a person would.</summary>
    public async Task<(HttpStatusCode Status, string Body, string? Location)> PostFormAsync(
        string path, string form, Dictionary<string, string> fields, params (string Name, string FileName, byte[] Bytes)[] files)
    {
        var (_, page) = await GetAsync(path);
        var token = Token().Match(page).Groups[1].Value;
        using var content = new MultipartFormDataContent
        {
            { new StringContent(form), "_handler" },
            { new StringContent(token), "__RequestVerificationToken" },
        };
        foreach (var (name, value) in fields) content.Add(new StringContent(value), name);
        foreach (var (name, fileName, bytes) in files) content.Add(new ByteArrayContent(bytes), name, fileName);
        using var response = await client.PostAsync(path, content);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(), PathOf(response.Headers.Location));
    }

    public void Dispose() => client.Dispose();

    private static string? PathOf(Uri? location) => location is { IsAbsoluteUri: true } ? location.PathAndQuery : location?.OriginalString;

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
