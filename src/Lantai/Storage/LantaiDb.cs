using System.Text;
using Lantai.Packs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Lantai.Storage;

/// <summary>
/// The one database. Entities and their mapping live in their modules and are found by assembly; a module adds
/// its own named sets as extension properties. Names in the database are the snake_case of the names in code; a row
/// version is PostgreSQL's own <c>xmin</c>, which every update changes.
/// </summary>
/// <param name="packs">The rule packs that go with the records; null is those beside the program.</param>
public sealed class LantaiDb(DbContextOptions<LantaiDb> options, PackFolder? packs = null) : DbContext(options)
{
    /// <summary>The rule packs that the records are read with.</summary>
    public PackFolder Packs => packs ?? PackFolder.BesideProgram;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(LantaiDb).Assembly);
        AllRows.Map(modelBuilder);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            entity.SetTableName(SnakeCase(entity.ClrType.Name));
            foreach (var property in entity.GetProperties()) property.SetColumnName(ColumnName(property));
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<Enum>().HaveConversion<string>();

    private static string ColumnName(IMutableProperty property) =>
        property.IsConcurrencyToken && property.ClrType == typeof(uint) ? "xmin" : SnakeCase(property.Name);

    internal static string SnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0) text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }
        return text.ToString();
    }
}
