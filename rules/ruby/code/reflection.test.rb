class ThingsController < ApplicationController
  TYPES = { "car" => Car, "bike" => Bike }.freeze
  FIELDS = %w[name email].freeze

  def create
    # ruleid: ruby.code.reflection
    @thing = params[:type].constantize.new
    # ruleid: ruby.code.reflection
    Object.const_get(params[:type])
    # ruleid: ruby.code.reflection
    @user.send(params[:field])
    # ruleid: ruby.code.reflection
    "Things::#{params[:type]}".safe_constantize
    # ruleid: ruby.code.reflection
    public_send(params[:step])
  end

  def safe
    # ok: ruby.code.reflection
    @thing = TYPES.fetch(params[:type]).new
    # ok: ruby.code.reflection
    @user.send(:name, params[:value])
    # ok: ruby.code.reflection
    "Car".constantize
    field = params[:field]
    return unless FIELDS.include?(field)
    # ok: ruby.code.reflection
    @user.public_send(field)
  end
end
