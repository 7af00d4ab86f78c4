namespace Syndication.Worker.Http.Ops;

/// <summary>The value of one instrument under one set of labels.</summary>
internal sealed class MetricValue
{
    private readonly Lock changing = new();
    private double sum;
    private long count;

    /// <summary>The sum of what was added, or the last value.</summary>
    public double Sum
    {
        get
        {
            lock (changing) return sum;
        }
    }

    /// <summary>How many measurements there were.</summary>
    public long Count
    {
        get
        {
            lock (changing) return count;
        }
    }

    /// <summary>Replaces the value.</summary>
    public void Set(double value)
    {
        lock (changing) (sum, count) = (value, count + 1);
    }

    /// <summary>Adds to the value.</summary>
    public void Add(double value)
    {
        lock (changing) (sum, count) = (sum + value, count + 1);
    }
}
