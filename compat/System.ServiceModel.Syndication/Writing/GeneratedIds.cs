using System.Globalization;

namespace System.ServiceModel.Syndication;

/// <summary>Identities for feeds and entries that were given none; new with every run of the program.</summary>
internal sealed class GeneratedIds
{
    private readonly string _run = $"uuid:{Guid.NewGuid()};id=";
    private long _count;

    public string Next() => _run + Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture);
}
