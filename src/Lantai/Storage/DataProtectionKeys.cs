using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace Lantai.Storage;

/// <summary>A key that signs cookies and forms.</summary>
public sealed class DataProtectionKey
{
    /// <summary>Given by the database; the order in which keys were made.</summary>
    public int Id { get; init; }

    /// <summary>The framework's name of the key.</summary>
    public string? FriendlyName { get; init; }

    /// <summary>The key as the framework writes it.</summary>
    public string? Xml { get; init; }

    internal sealed class Mapping : Microsoft.EntityFrameworkCore.IEntityTypeConfiguration<DataProtectionKey>
    {
        public void Configure(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<DataProtectionKey> builder) =>
            builder.HasKey(key => key.Id);
    }
}

/// <summary>Keeps the keys in the database, so that every node accepts what another one signed.</summary>
internal sealed class DataProtectionKeyStore(NpgsqlDataSource database) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = database.CreateCommand("select xml from data_protection_key order by id");
        using var reader = command.ExecuteReader();
        var elements = new List<XElement>();
        while (reader.Read()) elements.Add(XElement.Parse(reader.GetString(0)));
        return elements;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var command = database.CreateCommand("insert into data_protection_key (friendly_name, xml) values ($1, $2)");
        command.Parameters.AddWithValue(friendlyName);
        command.Parameters.AddWithValue(element.ToString(SaveOptions.DisableFormatting));
        command.ExecuteNonQuery();
    }
}
