namespace Syndication.Worker.Storage;
/// <summary>Placeholder until the merge.</summary>
public sealed class SuppressionStore
{
    /// <summary>Hash.</summary>
    public string Hash(string addressKey) => addressKey;
}
