namespace JwtAnalyzers.Benchmarks.GeneratedProjects;

/// <summary>Members of ordinary classes: loops, LINQ, lambdas, local functions, iterators, async code, patterns, exceptions.</summary>
internal static class OrdinaryMembers
{
    /// <summary>Members that fit into any class, static ones included.</summary>
    public static readonly Func<FileScope, string>[] OfAny = [Parse, Price, Describe, Median, Batches, Matrix, Retry, Slug, Merge, Quote];

    /// <summary>Members that use a service's repository, logger and fields.</summary>
    public static readonly Func<FileScope, string>[] OfService = [.. OfAny, Load, Report, Count, Close, Stream, Require, Cheapest];

    private static string Parse(FileScope scope) => $$"""
            private static bool TryParseRange(string text, out int from, out int to)
            {
                from = 0;
                to = {{scope.Number(1000)}};
                var dash = text.IndexOf('-');
                if (dash < 0)
                    return int.TryParse(text, out from);
                for (var i = 0; i < text.Length; i++)
                {
                    if (i != dash && !char.IsDigit(text[i]))
                        return false;
                }

                return int.TryParse(text[..dash], out from) && int.TryParse(text[(dash + 1)..], out to) && from <= to;
            }
        """;

    private static string Price(FileScope scope) => $$"""
            private static decimal PriceOf({{scope.Entity}} entity, string? country, bool isMember)
            {
                var factor = (country, isMember) switch
                {
                    ("DE" or "AT", true) => 0.9m,
                    ("DE" or "AT", false) => 1m,
                    (null, _) => 1.{{scope.Number(9)}}m,
                    _ => isMember ? 1.05m : 1.2m,
                };
                var price = entity.Price * factor;
                if (entity.Quantity > {{scope.Number(50)}})
                    price *= 0.95m;
                return decimal.Round(price, 2, MidpointRounding.ToEven);
            }
        """;

    private static string Describe(FileScope scope) => $$"""
            private static string Describe(object? value) => value switch
            {
                null => "nothing",
                {{scope.Entity}} { Lines.Count: 0 } empty => $"{empty.Name} (empty)",
                {{scope.Entity}} { Total: > {{scope.Number(500)}} } large => $"{large.Name}, {large.Total:N0}",
                IEnumerable<{{scope.Entity}}> many when many.Any() => string.Join(", ", many.Select(each => Describe(each))),
                string { Length: > 40 } text => text[..40] + "…",
                int or long or decimal => FormattableString.Invariant($"{value}"),
                _ => value.ToString() ?? "",
            };
        """;

    private static string Median(FileScope scope) => $$"""
            private static decimal Median(IEnumerable<{{scope.Entity}}> entities)
            {
                var sorted = entities.Select(entity => entity.Total).Where(total => total > {{scope.Number(20)}}).OrderBy(total => total).ToArray();
                if (sorted.Length == 0)
                    return 0;
                var middle = sorted.Length / 2;
                return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
            }
        """;

    private static string Batches(FileScope scope) => $$"""
            private static IEnumerable<IReadOnlyList<T>> Batches<T>(IEnumerable<T> items, int size = {{scope.Number(100)}})
            {
                ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
                var batch = new List<T>(size);
                foreach (var item in items)
                {
                    batch.Add(item);
                    if (batch.Count < size)
                        continue;
                    yield return batch;
                    batch = new List<T>(size);
                }

                if (batch.Count > 0)
                    yield return batch;
            }
        """;

    private static string Matrix(FileScope scope) => $$"""
            private static double[,] Distances(IReadOnlyList<(double X, double Y)> places)
            {
                var result = new double[places.Count, places.Count];
                for (var i = 0; i < places.Count; i++)
                {
                    for (var j = i + 1; j < places.Count; j++)
                    {
                        var (dx, dy) = (places[i].X - places[j].X, places[i].Y - places[j].Y);
                        result[i, j] = result[j, i] = Math.Sqrt((dx * dx) + (dy * dy)) * {{scope.Number(7)}};
                    }
                }

                return result;
            }
        """;

    private static string Retry(FileScope scope) => $$"""
            private static async Task<T> RetryAsync<T>(Func<CancellationToken, Task<T>> action, CancellationToken cancellation)
            {
                for (var attempt = 1; ; attempt++)
                {
                    try
                    {
                        return await action(cancellation).ConfigureAwait(false);
                    }
                    catch (TimeoutException) when (attempt < {{scope.Number(6)}})
                    {
                        await Task.Delay(Wait(attempt), cancellation).ConfigureAwait(false);
                    }
                }

                static TimeSpan Wait(int attempt) => TimeSpan.FromMilliseconds(Math.Pow(2, attempt) * 10);
            }
        """;

    private static string Slug(FileScope scope) => $$"""
            private static string Slug(string title)
            {
                var builder = new StringBuilder(title.Length);
                var lastWasDash = true;
                foreach (var character in title.Trim().ToLowerInvariant())
                {
                    if (char.IsLetterOrDigit(character))
                    {
                        builder.Append(character);
                        lastWasDash = false;
                    }
                    else if (!lastWasDash && builder.Length < {{scope.Number(80)}})
                    {
                        builder.Append('-');
                        lastWasDash = true;
                    }
                }

                return builder.ToString().TrimEnd('-');
            }
        """;

    private static string Merge(FileScope scope) => $$"""
            private static Dictionary<string, int> Merge(params IReadOnlyDictionary<string, int>[] maps)
            {
                var merged = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
                foreach (var (key, value) in maps.SelectMany(map => map))
                    merged[key] = merged.TryGetValue(key, out var before) ? checked(before + value) : value + {{scope.Number(3)}};
                return merged;
            }
        """;

    private static string Quote(FileScope scope) => $$"""
            private static string Quote({{scope.Entity}} entity, Func<decimal, string>? format = null)
            {
                format ??= amount => amount.ToString("C", System.Globalization.CultureInfo.GetCultureInfo("de-DE"));
                var rows = from line in entity.Lines
                           let total = line.Quantity * line.UnitPrice
                           where total > {{scope.Number(5)}}
                           orderby total descending, line.Sku
                           select $"{line.Sku,-12} {line.Quantity,4} {format(total),12}";
                return string.Join(Environment.NewLine, rows.Prepend($"Quote for {entity.Name}"));
            }
        """;

    private static string Load(FileScope scope) => $$"""
            public async Task<{{scope.Entity}}?> LoadAsync(Guid id, CancellationToken cancellation = default)
            {
                using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                timeout.CancelAfter(TimeSpan.FromSeconds({{scope.Number(30)}}));
                try
                {
                    var found = await repository.FindAsync(id, timeout.Token);
                    if (found is null)
                        logger.LogWarning("{Id} was not found", id);
                    return found;
                }
                catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
                {
                    logger.LogError(exception, "{Id} took too long", id);
                    throw new TimeoutException($"{id} took too long.", exception);
                }
                finally
                {
                    Interlocked.Increment(ref _calls);
                }
            }
        """;

    private static string Report(FileScope scope) => $$"""
            public IReadOnlyDictionary<Status, decimal> Report(DateTimeOffset since) =>
                repository.Where(entity => entity.CreatedAt >= since && entity.Quantity < {{scope.Number(900)}})
                    .GroupBy(entity => entity.Status)
                    .Where(group => group.Count() > 1)
                    .ToDictionary(group => group.Key, group => group.Sum(entity => entity.Total));
        """;

    private static string Count(FileScope scope) => $$"""
            public int CountOf(string name)
            {
                lock (_counts)
                {
                    if (!_counts.TryGetValue(name, out var count))
                        count = {{scope.Number(4)}};
                    _counts[name] = ++count;
                    return count;
                }
            }
        """;

    private static string Close(FileScope scope) => $$"""
            public async Task<int> CloseOldAsync(TimeSpan age, CancellationToken cancellation)
            {
                var closed = 0;
                foreach (var entity in repository.Where(entity => entity.IsOpen && DateTimeOffset.UnixEpoch - entity.CreatedAt > age).Take({{scope.Number(500)}}))
                {
                    if (!entity.TryMove(entity.Status == Status.Draft ? Status.Cancelled : Status.Paid))
                        continue;
                    entity.Comment = $"closed after {age.TotalDays:N0} days";
                    await repository.SaveAsync(entity, cancellation);
                    closed++;
                }

                logger.LogInformation("Closed {Count}", closed);
                return closed;
            }
        """;

    private static string Stream(FileScope scope) => $$"""
            public async IAsyncEnumerable<string> NamesAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
            {
                var seen = new HashSet<string>(StringComparer.Ordinal);
                await foreach (var entity in repository.AllAsync(cancellation).ConfigureAwait(false))
                {
                    if (entity.Name is { Length: > {{scope.Number(9)}} } name && seen.Add(name))
                        yield return name;
                }
            }
        """;

    private static string Require(FileScope scope) => $$"""
            public async Task<{{scope.Entity}}> RequireAsync(Guid id, CancellationToken cancellation)
            {
                var found = await repository.FindAsync(id, cancellation) ?? throw new KeyNotFoundException($"No {nameof({{scope.Entity}})} {id}.");
                ValidateState(found);
                return found;

                void ValidateState({{scope.Entity}} entity)
                {
                    if (entity is { Status: Status.Cancelled, Quantity: > {{scope.Number(20)}} })
                        logger.LogWarning("{Id} is cancelled", entity.Id);
                }
            }
        """;

    private static string Cheapest(FileScope scope) => $$"""
            public {{scope.Entity}}? Cheapest(params string[] names)
            {
                Predicate<{{scope.Entity}}> isWanted = names.Length == 0 ? _ => true : entity => names.Contains(entity.Name);
                {{scope.Entity}}? best = null;
                foreach (var candidate in repository.Where(entity => isWanted(entity)))
                {
                    if (best is null || candidate.Total < best.Total || (candidate.Total == best.Total && candidate.Lines.Count > {{scope.Number(8)}}))
                        best = candidate;
                }

                _calls += best?.Quantity ?? 0;
                return best;
            }
        """;
}
