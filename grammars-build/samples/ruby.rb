# frozen_string_literal: true

require 'json'
require_relative "base"

module Shop
  # An order and its lines.
  class Order < Base
    include Comparable
    attr_accessor :name, :lines
    STATES = %w[open paid].freeze
    @@count = 0

    class << self
      def load(path, *rest, mode: 'r', **options, &block)
        File.open(path, mode) do |file|
          file.each_line.map(&:chomp).select { |line| line =~ /^\d+#{rest.size}/i }
        end
      rescue Errno::ENOENT, IOError => e
        warn "cannot read #{path}: #{e.message}"
        retry if (@tries ||= 0) < 3
      else
        block&.call(options)
      ensure
        @@count += 1
      end
    end

    def initialize(name = "none", lines: [])
      super()
      @name, @lines = name, lines
    end

    def <=>(other) = total <=> other.total

    def total
      return 0 unless lines.any?
      lines.sum { |l| l[:price] * (l[:count] || 1) }
    end

    private

    def run!(command)
      system("ls #{command}")
      `cat #{command}`
      $stdout.puts <<~TEXT, 'done'
        Dear #{name},
        you have #{lines.length} lines.
      TEXT
    end
  end
end

hash = { :a => 1, b: 2, "c d": 3.5e2, **other }
first, (second, *third) = [1, [2, 3]]
case hash
in { b: Integer => n, **nil } if n > 1 then puts n
in [Symbol, *] | nil
  puts "list"
else
  raise ArgumentError, "bad"
end
case first
when 1..5, 10 then puts :low
when ->(x) { x.even? } then next_one = true
end
while first < 10 and !hash.empty?
  first += 1
  next if first == 5
  break unless defined?(second)
end
for i in 0...3 do print i, "\n" end
begin
  yield_self { |it| it.to_s }
end until true
puts first > 3 ? 'big' : %q(small), __FILE__, ENV.fetch("HOME") { nil }&.length
BEGIN { puts 0x1F }
alias old_puts puts
undef_method = lambda do |a, b = 2| a ** b end
