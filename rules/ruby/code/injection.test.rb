class FormulasController < ApplicationController
  OPERATIONS = { "add" => ->(a, b) { a + b } }.freeze

  def create
    # ruleid: ruby.code.injection
    eval(params[:formula])
    # ruleid: ruby.code.injection
    @object.instance_eval(params[:code])
    text = "total = #{params[:formula]}"
    # ruleid: ruby.code.injection
    binding.eval(text)
    # ruleid: ruby.code.injection
    User.class_eval("def #{params[:name]}; end")
  end

  def safe
    # ok: ruby.code.injection
    OPERATIONS.fetch(params[:operation]).call(1, 2)
    # ok: ruby.code.injection
    eval("1 + 1")
    # ok: ruby.code.injection
    @object.instance_eval { name }
    # ok: ruby.code.injection
    eval("n = #{Integer(params[:n])}")
  end
end
