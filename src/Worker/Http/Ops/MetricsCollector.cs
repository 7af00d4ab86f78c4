using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Syndication.Worker.Http.Ops;

/// <summary>Keeps the current values of the service's own, the runtime's and Kestrel's instruments.</summary>
internal sealed class MetricsCollector : IDisposable
{
    // Not Microsoft.AspNetCore.Hosting: its histogram of durations would put a stopwatch and tags on every request for a feed.
    private static readonly string[] Meters = ["Syndication", "System.Runtime", "Microsoft.AspNetCore.Server.Kestrel"];

    private readonly ConcurrentDictionary<(Instrument Instrument, string Labels), MetricValue> values = new();
    private readonly MeterListener listener = new();

    /// <summary>Begins to listen.</summary>
    /// <param name="meters">The service's own factory: another service in the same process has its own.</param>
    public MetricsCollector(IMeterFactory meters)
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            var isOurs = instrument.Meter.Scope is null || ReferenceEquals(instrument.Meter.Scope, meters);
            if (isOurs && Meters.Contains(instrument.Meter.Name)) listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<byte>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<short>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<float>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<decimal>((instrument, value, tags, _) => Note(instrument, (double)value, tags));
        listener.Start();
    }

    /// <summary>The values now.</summary>
    public IReadOnlyList<(Instrument Instrument, string Labels, MetricValue Value)> Collect()
    {
        listener.RecordObservableInstruments();
        return [.. values.Select(value => (value.Key.Instrument, value.Key.Labels, value.Value))];
    }

    /// <inheritdoc/>
    public void Dispose() => listener.Dispose();

    private void Note(Instrument instrument, double measurement, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var value = values.GetOrAdd((instrument, MetricsText.Labels(tags)), _ => new MetricValue());
        if (instrument.IsObservable || instrument is Gauge<int> or Gauge<long> or Gauge<double>) value.Set(measurement);
        else value.Add(measurement);
    }
}
