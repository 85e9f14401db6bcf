namespace Lantai.Ui;

/// <summary>Addresses that a form sends back with itself. Only a path of this site is followed: no open redirect.</summary>
public static class LocalAddress
{
    /// <summary>True for a path that begins with one slash and holds no control character.</summary>
    public static bool Is(string? address) =>
        address is ['/', ..] && address is not ['/', '/' or '\\', ..] && !address.Any(char.IsControl);

    /// <summary>The address when it is of this site, otherwise the home page.</summary>
    public static string OrHome(string? address) => Is(address) ? address! : "/";
}
