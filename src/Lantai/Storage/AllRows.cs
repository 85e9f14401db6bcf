using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;

namespace Lantai.Storage;

/// <summary>The rows that a statement finds, beside those of the page that it gives: who shows one page and how many there are asks once.</summary>
internal static class AllRows
{
    /// <summary><c>count(*) over ()</c>; within the projection of a query only, before it is cut to a page.</summary>
    public static int Count() => throw new NotSupportedException("PostgreSQL alone counts rows.");

    internal static void Map(ModelBuilder model) =>
        model.HasDbFunction(() => Count()).HasTranslation(_ => new SqlFragmentExpression("(count(*) over ())::int", typeof(int), IntTypeMapping.Default));
}
