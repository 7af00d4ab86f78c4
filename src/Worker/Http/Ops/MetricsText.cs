using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Syndication.Worker.Http.Ops;

/// <summary>Writes measurements as Prometheus reads them (text format 0.0.4).</summary>
internal static class MetricsText
{
    /// <summary>Its media type.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>The text of all values, each instrument with its description once.</summary>
    public static string Write(IEnumerable<(Instrument Instrument, string Labels, MetricValue Value)> values)
    {
        var text = new StringBuilder();
        foreach (var metric in values.GroupBy(value => NameOf(value.Instrument), StringComparer.Ordinal).OrderBy(metric => metric.Key, StringComparer.Ordinal))
        {
            var instrument = metric.First().Instrument;
            var isHistogram = IsA(instrument, typeof(Histogram<>));
            if (instrument.Description is { Length: > 0 } description) text.Append(CultureInfo.InvariantCulture, $"# HELP {metric.Key} {Escape(description)}\n");
            text.Append(CultureInfo.InvariantCulture, $"# TYPE {metric.Key} {(isHistogram ? "summary" : IsCounter(instrument) ? "counter" : "gauge")}\n");
            foreach (var (_, labels, value) in metric.OrderBy(value => value.Labels, StringComparer.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"{metric.Key}{(isHistogram ? "_sum" : "")}{labels} {value.Sum:R}\n");
                if (isHistogram) text.Append(CultureInfo.InvariantCulture, $"{metric.Key}_count{labels} {value.Count}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>The labels of a measurement, braces included; empty where there are none.</summary>
    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty) return "";
        var labels = new List<string>();
        foreach (var (key, value) in tags)
        {
            var text = Escape(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "").Replace("\"", "\\\"", StringComparison.Ordinal);
            labels.Add($"{Word(key)}=\"{text}\"");
        }

        return $"{{{string.Join(',', labels.Order(StringComparer.Ordinal))}}}";
    }

    /// <summary>The name with its unit, and <c>_total</c> for what only grows.</summary>
    private static string NameOf(Instrument instrument)
    {
        var name = Word(instrument.Name);
        var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        if (!name.EndsWith(unit, StringComparison.Ordinal)) name += unit;
        return IsCounter(instrument) ? name + "_total" : name;
    }

    private static bool IsCounter(Instrument instrument) => IsA(instrument, typeof(Counter<>)) || IsA(instrument, typeof(ObservableCounter<>));

    private static bool IsA(Instrument instrument, Type kind) => instrument.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == kind;

    private static string Word(string name) => string.Concat(name.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_'));

    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
