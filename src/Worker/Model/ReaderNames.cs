namespace Syndication.Worker.Model;

/// <summary>Names that stand for many readers.</summary>
public static class ReaderNames
{
    /// <summary>Readers without a usable name, or one too many.</summary>
    public const string Other = "Other";

    /// <summary>People's browsers.</summary>
    public const string Browser = "Browser";
}
