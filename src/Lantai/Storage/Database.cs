using Lantai.Packs;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Lantai.Storage;

/// <summary>
/// Where the records are: a named server (<c>--database</c>, <c>LANTAI_DATABASE</c>), or a private PostgreSQL in the
/// data folder. Also the folder itself, for files and office packs.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    private const int MostPrepared = 100;
    private readonly PrivatePostgres? own;

    private Database(string address, string folder, PrivatePostgres? own)
    {
        this.own = own;
        Folder = folder;
        Packs = PackFolder.WithOwn(Path.Combine(folder, "packs"));
        Address = address;
        Source = NpgsqlDataSource.Create(Prepared(address));
        Public = new PublicReads(Prepared(address));
    }

    /// <summary>With its password: for PostgreSQL's own programs, never for a page or a log.</summary>
    internal string Address { get; }

    internal string Name => new NpgsqlConnectionStringBuilder(Address).Database ?? "";

    /// <summary>Connections to the database.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>The few connections behind public pages.</summary>
    public PublicReads Public { get; }

    /// <summary>The data folder: files, office packs, the private database.</summary>
    public string Folder { get; }

    /// <summary>Whether the program runs the database server itself.</summary>
    public bool IsPrivate => own is not null;

    /// <summary>The rule packs that go with the records: the office's own in <c>packs</c> of the data folder before the shipped ones.</summary>
    public PackFolder Packs { get; }

    /// <summary>For a verb of the command line; the web program gets its own for each request.</summary>
    public LantaiDb OpenDb() => new(new DbContextOptionsBuilder<LantaiDb>().UseNpgsql(Source).Options, Packs);

    /// <summary>~/.lantai; /var/lib/lantai for root, because PostgreSQL's own user cannot enter root's home.</summary>
    public static string DefaultFolder => PostgresTools.RunsAsOther
        ? "/var/lib/lantai"
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".lantai");

    /// <summary>Opens without looking at the schema.</summary>
    /// <param name="address">An Npgsql connection string; null looks at LANTAI_DATABASE and then starts a private one.</param>
    /// <param name="folder">The data folder; null is <see cref="DefaultFolder"/>.</param>
    public static async Task<Database> OpenAsync(string? address, string? folder, CancellationToken stop = default)
    {
        folder = Path.GetFullPath(folder ?? DefaultFolder);
        address ??= Environment.GetEnvironmentVariable("LANTAI_DATABASE");
        MakeFolder(folder);
        if (!string.IsNullOrWhiteSpace(address)) return new Database(Check(address), folder, null);

        return await OpenPrivateAsync(folder, stop);
    }

    /// <summary>Opens the private one of the folder, whatever LANTAI_DATABASE says.</summary>
    public static async Task<Database> OpenPrivateAsync(string folder, CancellationToken stop = default)
    {
        MakeFolder(folder);
        var own = await PrivatePostgres.OpenAsync(folder, null, stop);
        await EnsureExistsAsync(own, stop);
        return new Database(own.AddressOf("lantai"), folder, own);
    }

    /// <summary>Closes the connections, and the private server if this program started it.</summary>
    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await Public.Source.DisposeAsync();
        if (own is not null) await own.DisposeAsync();
    }

    /// <summary>A statement that comes again and again is planned once for each connection, unless the address says otherwise.</summary>
    private static string Prepared(string address)
    {
        var builder = new NpgsqlConnectionStringBuilder(address);
        if (builder.MaxAutoPrepare == 0) builder.MaxAutoPrepare = MostPrepared;
        return builder.ConnectionString;
    }

    private static string Check(string address)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(address).ConnectionString;
        }
        catch (ArgumentException cause)
        {
            throw new RefusedException("数据库地址写法不对，应如：Host=主机;Database=lantai;Username=lantai;Password=口令", cause);
        }
    }

    private static void MakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"不能建立数据文件夹 {folder}，请检查权限，或用 --data 换一个。", cause);
        }
    }

    private static async Task EnsureExistsAsync(PrivatePostgres own, CancellationToken stop)
    {
        await using var server = NpgsqlDataSource.Create(own.AddressOf("postgres"));
        await using var command = server.CreateCommand("select count(*) from pg_database where datname = 'lantai'");
        if ((long)(await command.ExecuteScalarAsync(stop))! > 0) return;
        await using var create = server.CreateCommand("create database lantai");
        try
        {
            await create.ExecuteNonQueryAsync(stop);
        }
        catch (PostgresException raced) when (raced.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Two programs started together; the other one made it.
        }
    }
}
