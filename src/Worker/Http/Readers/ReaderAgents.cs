using System.Collections.Concurrent;
using Syndication.Worker.Model;

namespace Syndication.Worker.Http.Readers;

/// <summary>Remembers what User-Agents say. What clients invent cannot make it grow.</summary>
internal sealed class ReaderAgents
{
    /// <summary>Different names that are told apart; later ones are Other until the process starts again.</summary>
    public const int MostNames = 200;

    private const int MostRemembered = 1024;

    private readonly ConcurrentDictionary<string, ReaderAgent> remembered = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> names = new(StringComparer.Ordinal);
    private int count;

    /// <summary>What a User-Agent says.</summary>
    public ReaderAgent Of(string? userAgent)
    {
        var text = userAgent ?? "";
        if (remembered.TryGetValue(text, out var known)) return known;
        var agent = ReaderAgentParser.Parse(text);
        if (!names.ContainsKey(agent.Name) && (names.Count >= MostNames || !names.TryAdd(agent.Name, agent.Name))) agent = agent with { Name = ReaderNames.Other };
        // Counts of subscribers change, so that what is remembered goes out of date: it is begun afresh when it is full.
        if (Interlocked.Increment(ref count) > MostRemembered)
        {
            remembered.Clear();
            Volatile.Write(ref count, 0);
        }

        return remembered.TryAdd(text, agent) ? agent : remembered.GetValueOrDefault(text, agent);
    }
}
